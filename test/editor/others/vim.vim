" A session in Vim with ALE, by the settings of docs/editors.md: findings, completion, rename, formatting. RP_OUT gets what came of it.
set noswapfile hidden
filetype plugin on
set runtimepath^=$RP_SETTINGS
packadd ale
source $RP_SETTINGS/vimrc
let g:out = {}

function! Settled(condition) abort
  let l:turns = 0
  while l:turns < 1200 && !eval(a:condition)
    sleep 50m
    let l:turns += 1
  endwhile
  return eval(a:condition)
endfunction

function! Offered() abort
  let g:out.completion = map(complete_info(['items']).items, 'v:val.word')
  return ''
endfunction

try
  edit $RP_PLAN
  call ale#Queue(0)
  call Settled('len(ale#engine#GetLoclist(bufnr(""))) > 0')
  let g:out.findings = map(copy(ale#engine#GetLoclist(bufnr(''))), '{"line": v:val.lnum, "code": get(v:val, "code", ""), "message": v:val.text}')

  let s:line = search('verify web')
  call append(s:line, '    verify web 5m by ')
  call cursor(s:line + 1, 1)
  setlocal completeopt=menu,noinsert
  " ALE asks in the background the first time, and has the answer the second.
  for s:turn in range(40)
    call feedkeys("A\<C-x>\<C-o>\<C-r>=Offered()\<CR>\<Esc>", 'tx')
    if len(get(g:out, 'completion', [])) > 0 | break | endif
    sleep 100m
  endfor
  call setline(s:line + 1, '    verify web 5m by jonas')

  call search('as go-live')
  normal! wl
  call feedkeys(":ALERename\<CR>\<C-u>live\<CR>", 'tx')
  call Settled('search("after live", "nw") > 0')
  let g:out.renamed = join(getline(1, '$'), "\n") . "\n"

  let s:before = getline(1, '$')
  ALEFix
  call Settled('getline(1, "$") != s:before')
  let g:out.formatted = join(getline(1, '$'), "\n") . "\n"
catch
  let g:out.trouble = v:exception . ' ' . v:throwpoint
endtry
call writefile([json_encode(g:out)], $RP_OUT)
qall!
