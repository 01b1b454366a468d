-- A session in Neovim with its own client (0.7 and later): findings, completion, rename, formatting. RP_OUT gets what came of it.
vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.RP_PLAN))
vim.bo.filetype = 'release'
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
local client = vim.lsp.start_client({
  name = 'release-plan',
  cmd = { 'release-plan', 'lsp', '--stdio' },
  root_dir = vim.fn.fnamemodify(vim.env.RP_PLAN, ':h'),
})
vim.lsp.buf_attach_client(0, client)

local function whole()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

vim.wait(60000, function()
  return #vim.diagnostic.get(0) > 0
end, 20)
local out = { findings = {}, completion = {} }
for _, each in ipairs(vim.diagnostic.get(0)) do
  local lsp = each.user_data and each.user_data.lsp or {}
  table.insert(out.findings, { line = each.lnum + 1, code = each.code or lsp.code, message = each.message })
end

local line = vim.fn.search('verify web')
vim.fn.append(line, '    verify web 5m by ')
vim.fn.cursor(line + 1, 21)
local params = vim.lsp.util.make_position_params()
params.position.character = 21
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/completion', params, 10000) or {}) do
  for _, item in ipairs(vim.lsp.util.extract_completion_items(answer.result)) do
    table.insert(out.completion, item.label)
  end
end
vim.fn.setline(line + 1, '    verify web 5m by jonas')

vim.fn.cursor(1, 1)
vim.fn.search('as go-live')
vim.cmd('normal! wl')
vim.lsp.buf.rename('live')
vim.wait(10000, function()
  return vim.fn.search('after live', 'nw') > 0
end, 20)
out.renamed = whole()

if vim.lsp.buf.format then
  vim.lsp.buf.format({ timeout_ms = 10000 })
else
  vim.lsp.buf.formatting_sync(nil, 10000)
end
out.formatted = whole()
vim.fn.writefile({ vim.fn.json_encode(out) }, vim.env.RP_OUT)
vim.cmd('qall!')
