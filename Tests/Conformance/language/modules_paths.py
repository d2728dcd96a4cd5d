import os.path
print(os.path.join('a','b','/c','d'), os.path.splitext('a/b.tar.gz'), os.path.basename('/x/y/'), os.path.dirname('/x/y'), os.path.normpath('a/../b//c/.'), os.path.split('/a/b'), os.path.isabs('/a'), os.sep)
from pathlib import Path, PurePath
p = Path('/a')/'b'/'c.txt'
print(p, repr(p), p.name, p.stem, p.suffix, p.parent, p.parts, list(p.parents), p.with_suffix('.md'), p.with_name('z'), p.is_absolute(), Path('a//b/./c'), Path(), Path('a')/Path('b'), p.relative_to('/a'), PurePath('x'), str(p), p == Path('/a/b/c.txt'), p < Path('/b'))
