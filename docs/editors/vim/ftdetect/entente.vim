autocmd BufRead,BufNewFile *.ent set filetype=entente
