print(r"\n\d", R'\t', b"bytes", B'\x41\n', rb"\n", Rb'\x', bR"\0", u"unicode", f"{1 + 1}", F'{2}', fr"\d{3}", rf"{4}\n", Fr'{5}')
print(len(r"\n"), len("\n"), r"c:\temp", r"it\'s", b"a" b"b", type(b"").__name__, u"x" == "x")
print("""triple "quoted" text""", '''it's''', """line one
line two""", '''a\
b''', """\
no first newline""")
print("a" 'b' """c""", ("split "
      "over "
      "lines"), "con" f"cat{1}" r"\n", f"{1}" "{2}" f"{3}")
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\tnl\nbs\\"), repr("\x00\x1f\x7f\xa0é✓"))
print('' "" """""" == "", 'a''b', "x"
      "y")
