print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("back\\slash"), repr("new\nline"), repr("tab\t"))
print(repr("\x00\x1f\x7f\x80\xa0é\u200b\u2028漢😀"), ascii("é漢😀"))
print('single', "double", '''triple
line''', """other "quotes" inside""")
print("con" "cat" 'enation', r"raw\n", b"bytes\x00\xff", "\u00e9\N{GREEK SMALL LETTER ALPHA}\x41\101")
