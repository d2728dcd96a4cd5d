import textwrap
t = 'The quick brown fox-like animal jumped over the well-kept lazy dog -- and ran away, incomprehensibilities included.  Yes.'
for w in (10, 15, 30, 70): print(textwrap.wrap(t, w))
print(textwrap.fill(t, 40, initial_indent='* ', subsequent_indent='  ')); print(textwrap.shorten(t, 40)); print(textwrap.shorten(t, 30, placeholder='...')); print(textwrap.dedent('''
    a
      b

    c
''')); print(textwrap.indent('a\n\nb', '> '), textwrap.wrap('aaaaaaaaaaaaaaaaaa', 5), textwrap.wrap('x\ty z', 4))
