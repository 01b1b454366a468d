-- Opens one file with Neovim's own LSP client (0.7 and later) and prints the diagnostics it ends up with as JSON.
-- RELEASE_PLAN_SERVER: the server's command line as a JSON array; RELEASE_PLAN_FILE: the file; RELEASE_PLAN_COUNT: how
-- many diagnostics it is to end up with.

local published, ended = 0, nil

local function fail(message)
  local log = io.open(vim.lsp.get_log_path())
  io.stderr:write(message .. '\n' .. (log and log:read('*a') or '') .. '\n')
  vim.cmd('cquit')
end

vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.RELEASE_PLAN_FILE))
vim.bo.filetype = 'release'

local client = vim.lsp.start_client({
  name = 'release-plan',
  cmd = vim.fn.json_decode(vim.env.RELEASE_PLAN_SERVER),
  root_dir = vim.fn.fnamemodify(vim.env.RELEASE_PLAN_FILE, ':h'),
  handlers = {
    ['textDocument/publishDiagnostics'] = function(...)
      published = published + 1
      return vim.lsp.diagnostic.on_publish_diagnostics(...)
    end,
  },
  on_exit = function(code)
    ended = code
  end,
})
if not client then
  fail('The server could not be started: ' .. vim.env.RELEASE_PLAN_SERVER)
end
vim.lsp.buf_attach_client(0, client)

-- A server may publish more than once, first with what it knows without the imports: the last word counts. Whatever is
-- there when as many have come, or when they never come, is compared one by one by whoever started this.
vim.wait(120000, function()
  return ended or (published > 0 and #vim.diagnostic.get(0) == tonumber(vim.env.RELEASE_PLAN_COUNT))
end, 20)
if ended then
  fail('The server ended with code ' .. ended)
end
if published == 0 then
  fail('The server published no diagnostics within 120 s.')
end

-- Neovim counts bytes, the protocol counts UTF-16 units.
local function position(lnum, col)
  local line = vim.api.nvim_buf_get_lines(0, lnum, lnum + 1, false)[1] or ''
  local _, character = vim.str_utfindex(line, math.min(col, #line))
  return { line = lnum, character = character }
end

local found = {}
for _, each in ipairs(vim.diagnostic.get(0)) do
  local lsp = each.user_data and each.user_data.lsp or {}
  table.insert(found, {
    code = each.code or lsp.code,
    severity = ({ 'error', 'warning', 'information', 'hint' })[each.severity],
    message = each.message,
    range = { start = position(each.lnum, each.col), ['end'] = position(each.end_lnum, each.end_col) },
  })
end
-- An empty Lua table would be written as an object.
io.stdout:write(#found == 0 and '[]' or vim.fn.json_encode(found))
io.stdout:write('\n')

vim.lsp.stop_client(client)
vim.wait(3000, function()
  return ended ~= nil
end, 20)
vim.cmd('qall!')
