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
syntax match ententeFunction "\<\%(@function\|@\)\ze("
syntax match ententeStage "|\@<!|\s*\zs\%(@stage\|@\)\>"
syntax match ententeClause "\%(\<\%(each\|any\|every\|at\|including\|counting\)\s\+\%(\d\+\s\+\)\?\)\@<=\%(@clause\|@\)\>"
syntax match ententeStatement "\%(^\|;\)\s*\zs\%(@statement\|@\)\>"
syntax keyword ententeReserved
      \ @within @
syntax keyword ententeConstant
      \ @constant @
syntax keyword ententeSource
      \ @source @
syntax region ententeText start=+"+ skip=+""+ end=+"+
syntax match ententeComment "--.*$"

" What records has words of its own, which elsewhere are the user's.
syntax region ententeRecording matchgroup=ententeStatement
      \ start="\%(^\|;\)\s*\zs\%(define\|record\|end\|suspend\|retract\|event\|provision\)\>" end=";"
      \ contains=TOP,ententeStatement,ententeWord keepend
syntax keyword ententeAttribute contained containedin=ententeRecording
      \ @recording @

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
