// libedit as Swift can call it: its variadic functions under fixed signatures, and the signals that
// concern a prompt.
#ifndef CEDIT_H
#define CEDIT_H

#include <histedit.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a key's function, a prompt and a reader of keys look like to libedit.
typedef unsigned char (*cedit_function)(EditLine *, int key);
typedef char *(*cedit_prompt_function)(EditLine *);

// MARK: The editor

// Chooses UTF-8 for characters, without which libedit drops every other byte. False if there is no such locale.
bool cedit_use_utf8(void);

// An editor on standard input and output, or NULL. `program` is the name that ~/.editrc lines may begin with.
EditLine *cedit_open(const char *program);

void cedit_set_owner(EditLine *editor, void *owner);
void *cedit_owner(EditLine *editor);
void cedit_set_prompt(EditLine *editor, cedit_prompt_function prompt);
void cedit_set_reader(EditLine *editor, int (*reader)(EditLine *, wchar_t *));
void cedit_set_history(EditLine *editor, History *history);
void cedit_set_mode(EditLine *editor, const char *mode);
bool cedit_mode_is_vi(EditLine *editor);
int cedit_add_function(EditLine *editor, const char *name, const char *summary, cedit_function function);
// `commands` is the map of vi's command mode.
int cedit_bind(EditLine *editor, bool commands, const char *key, const char *name);
void cedit_refresh(EditLine *editor);
void cedit_set_raw(EditLine *editor, bool raw);
// One line of ~/.editrc.
void cedit_configure(EditLine *editor, const char *line);

// The characters being edited, not terminated; `cursor` and `count` are counted from their start.
const wchar_t *cedit_text(EditLine *editor, size_t *cursor, size_t *count);
// Inserts UTF-32 text that ends with 0.
int cedit_insert(EditLine *editor, const uint32_t *text);
void cedit_write(const char *bytes, size_t count);

// MARK: History

History *cedit_history_open(int capacity);
// How many entries were read, -1 if none could be.
int cedit_history_load(History *history, const char *path);
int cedit_history_save(History *history, const char *path);
// Adds an entry to the end of a file, in one write for entries of ordinary size.
int cedit_history_append(const char *entry, const char *path);
void cedit_history_add(History *history, const char *entry);
int cedit_history_count(History *history);
const char *cedit_history_newest(History *history);
const char *cedit_history_older(History *history);

// MARK: Waiting and signals

// Handles SIGINT from now on: where a line is being read the wait ends, elsewhere `flag` becomes 1.
void cedit_catch_interrupts(volatile int32_t *flag);
// Between these, a window change, a stop and a request to end reach `cedit_take_signal`.
void cedit_begin_reading(void);
void cedit_end_reading(void);
// 1 when standard input has something, 0 after `milliseconds` (-1: no limit), -1 when a signal is there to take.
int cedit_wait(int milliseconds);
// A signal that arrived since, or 0.
int cedit_take_signal(void);
// Stops this process as Ctrl-Z would, and returns when it goes on.
void cedit_stop(void);
// The size of the terminal; 80 by 24 if it does not say.
void cedit_size(int *columns, int *rows);
// The columns a character takes, as libedit counts them.
int cedit_width(uint32_t character);
bool cedit_is_printable(uint32_t character);

#endif
