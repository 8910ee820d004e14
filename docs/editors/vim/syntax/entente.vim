" Vim syntax file
" Language: Entente
if exists("b:current_syntax")
  finish
endif

syntax case match
syntax iskeyword @,48-57,_,-,39,.,192-255

" What stands further down is preferred where several match at one place.
syntax match ententeOperator "[-=<>*/+]\|!=\|<=\|>=\|||"
syntax match ententeName "\%(\u\|[^\x00-\x7f]\)\%([[:alnum:]_.']\|[^\x00-\x7f]\|-\%(-\)\@!\)*"
syntax match ententeName "\<\d[0-9-]*\a\%([[:alnum:]_.']\|[^\x00-\x7f]\|-\%(-\)\@!\)*"
syntax match ententeWord "\<\l\%([a-z0-9_]\|-\%(-\)\@!\)*"
syntax match ententeNumber "\<\d\+\>"
syntax match ententeDate "\<\d\{4}\%(-\d\d\%(-\d\d\)\?\)\?\%([~?]\|\>\)"
syntax match ententeKind "\<\l[a-z0-9_-]*:"
syntax match ententeParameter "\$\l[a-z0-9_]*"
syntax match ententeFunction "\<\%(year\|month\|day\|quarter\|days\|years\|earliest\|latest\|length\|round\|coalesce\|if\|code\|running_sum\|min\|max\|sum\|mean\|median\|list\|count\|size\)\ze("
syntax match ententeStage "|\@<!|\s*\zs\%(where\|select\|derive\|sort\|take\|skip\|distinct\|count\|group\|join\|left\|without\|pivot\|diff\)\>"
syntax match ententeClause "\%(\<\%(each\|any\|every\|at\|including\|counting\)\s\+\%(\d\+\s\+\)\?\)\@<=\%(alleged\|any\|day\|days\|every\|month\|months\|planned\|predecessors\|proposed\|quarter\|quarters\|start\|year\|years\)\>"
syntax match ententeStatement "\%(^\|;\)\s*\zs\%(let\|default\|define\|record\|end\|suspend\|retract\|event\|provision\|begin\|commit\|rollback\|import\|export\|dump\|restore\|backup\|compact\|check\|stats\|explain\|why\|describe\)\>"
syntax keyword ententeReserved
      \ of in as on at by to from with via under about and or not except exactly is like plural rank
      \ during throughout ever each since until through observed before after according including
      \ counting certainly possibly known reported quote because covers
syntax keyword ententeConstant
      \ true false missing today
syntax keyword ententeSource
      \ memberships changes transitions pairs ordered claims conflicts provisions events rows roles
      \ sources commits history organisations agreements groups bodies states territories actors
      \ members participants
syntax region ententeText start=+"+ skip=+""+ end=+"+
syntax match ententeComment "--.*$"

" What records has words of its own, which elsewhere are the user's.
syntax region ententeRecording matchgroup=ententeStatement
      \ start="\%(^\|;\)\s*\zs\%(define\|record\|end\|suspend\|retract\|event\|provision\)\>" end=";"
      \ contains=TOP,ententeStatement,ententeWord keepend
syntax keyword ententeAttribute contained containedin=ententeRecording
      \ actor agreement alleged also any asc bad began body claim coalesce code continues count date
      \ day days defining denied derive desc diff dissolution distinct earliest encoded ended errors
      \ every expulsion fact for form formulas group guarding if join latest least left length
      \ licence list mapping max mean median min month months named new number organisation pivot
      \ planned predecessors proposed published publisher quarter quarters role round running_sum
      \ salvaging size skip skipping sort source start state succession sum take territory text
      \ titled unknown url withdrawal without year years

highlight default link ententeAttribute Type
highlight default link ententeClause Keyword
highlight default link ententeComment Comment
highlight default link ententeConstant Constant
highlight default link ententeDate Number
highlight default link ententeFunction Function
highlight default link ententeKind Type
highlight default link ententeName Identifier
highlight default link ententeNumber Number
highlight default link ententeOperator Operator
highlight default link ententeParameter Special
highlight default link ententeReserved Keyword
highlight default link ententeSource Structure
highlight default link ententeStage Statement
highlight default link ententeStatement Statement
highlight default link ententeText String

let b:current_syntax = "entente"
