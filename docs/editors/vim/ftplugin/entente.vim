setlocal commentstring=--\ %s
setlocal comments=:--
setlocal expandtab shiftwidth=4 textwidth=100
if executable("entente")
  setlocal formatprg=entente\ --fmt\ -
endif
