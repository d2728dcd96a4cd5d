#define _GNU_SOURCE
#include "CEdit.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

bool cedit_use_utf8(void) {
  static const char *const names[] = {"", "C.UTF-8", "C.utf8", "en_US.UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  return false;
}

EditLine *cedit_open(const char *program) {
  EditLine *editor = el_init(program, stdin, stdout, stderr);
  // Ctrl-S is a key of the search; left to the terminal it would stop the screen.
  if (editor) el_set(editor, EL_SETTY, "-d", "-ixon", (char *)0);
  return editor;
}

void cedit_set_owner(EditLine *editor, void *owner) { el_set(editor, EL_CLIENTDATA, owner); }

void *cedit_owner(EditLine *editor) {
  void *owner = NULL;
  el_get(editor, EL_CLIENTDATA, &owner);
  return owner;
}

void cedit_set_prompt(EditLine *editor, cedit_prompt_function prompt) {
  el_set(editor, EL_PROMPT_ESC, prompt, '\1');
}

void cedit_set_reader(EditLine *editor, int (*reader)(EditLine *, wchar_t *)) {
  el_set(editor, EL_GETCFN, reader);
}

void cedit_set_history(EditLine *editor, History *list) { el_set(editor, EL_HIST, history, list); }

void cedit_set_mode(EditLine *editor, const char *mode) { el_set(editor, EL_EDITOR, mode); }

bool cedit_mode_is_vi(EditLine *editor) {
  const char *mode = NULL;
  return el_get(editor, EL_EDITOR, &mode) == 0 && mode && strcmp(mode, "vi") == 0;
}

int cedit_add_function(EditLine *editor, const char *name, const char *summary, cedit_function function) {
  return el_set(editor, EL_ADDFN, name, summary, function);
}

int cedit_bind(EditLine *editor, bool commands, const char *key, const char *name) {
  return commands ? el_set(editor, EL_BIND, "-a", key, name, (char *)0)
                  : el_set(editor, EL_BIND, key, name, (char *)0);
}

void cedit_refresh(EditLine *editor) { el_set(editor, EL_REFRESH); }

void cedit_set_raw(EditLine *editor, bool raw) { el_set(editor, EL_PREP_TERM, raw ? 1 : 0); }

void cedit_configure(EditLine *editor, const char *line) {
  Tokenizer *words = tok_init(NULL);
  if (!words) return;
  int count = 0;
  const char **arguments = NULL;
  if (tok_str(words, line, &count, &arguments) == 0 && count > 0) el_parse(editor, count, arguments);
  tok_end(words);
}

const wchar_t *cedit_text(EditLine *editor, size_t *cursor, size_t *count) {
  const LineInfoW *line = el_wline(editor);
  *cursor = (size_t)(line->cursor - line->buffer);
  *count = (size_t)(line->lastchar - line->buffer);
  return line->buffer;
}

int cedit_insert(EditLine *editor, const uint32_t *text) { return el_winsertstr(editor, (const wchar_t *)text); }

void cedit_write(const char *bytes, size_t count) {
  fwrite(bytes, 1, count, stdout);
  fflush(stdout);
}

// MARK: History

History *cedit_history_open(int capacity) {
  History *list = history_init();
  if (!list) return NULL;
  HistEvent event;
  history(list, &event, H_SETSIZE, capacity);
  history(list, &event, H_SETUNIQUE, 1);
  return list;
}

int cedit_history_load(History *list, const char *path) {
  HistEvent event;
  return history(list, &event, H_LOAD, path);
}

int cedit_history_save(History *list, const char *path) {
  HistEvent event;
  return history(list, &event, H_SAVE, path);
}

int cedit_history_append(const char *entry, const char *path) {
  // A history of this entry alone: asked for the newest of several, libedit writes one more.
  History *list = cedit_history_open(1);
  if (!list) return -1;
  cedit_history_add(list, entry);
  int written = -1;
  FILE *file = fopen(path, "a");
  if (file) {
    // libedit writes the file's first line where the position is 0, so it has to be known.
    fseek(file, 0, SEEK_END);
    HistEvent event;
    written = history(list, &event, H_SAVE_FP, file);
    if (fclose(file) != 0) written = -1;
  }
  history_end(list);
  return written;
}

void cedit_history_add(History *list, const char *entry) {
  HistEvent event;
  history(list, &event, H_ENTER, entry);
}

int cedit_history_count(History *list) {
  HistEvent event;
  return history(list, &event, H_GETSIZE) < 0 ? 0 : event.num;
}

const char *cedit_history_newest(History *list) {
  HistEvent event;
  return history(list, &event, H_FIRST) < 0 ? NULL : event.str;
}

const char *cedit_history_older(History *list) {
  HistEvent event;
  return history(list, &event, H_NEXT) < 0 ? NULL : event.str;
}

// MARK: The screen

void cedit_size(int *columns, int *rows) {
  struct winsize size = {0};
  bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
  *columns = known && size.ws_col > 1 ? size.ws_col : 80;
  *rows = known && size.ws_row > 0 ? size.ws_row : 24;
}

int cedit_width(uint32_t character) { return wcwidth((wchar_t)character); }

bool cedit_is_printable(uint32_t character) { return iswprint((wint_t)character) != 0; }
