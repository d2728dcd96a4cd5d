from datetime import datetime, date, timedelta, time, timezone
import datetime as dt
d = date(2024, 2, 29); e = datetime(2024, 3, 1, 13, 5, 9, 1500)
print(d, repr(d), e, repr(e), d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.isoformat(), d.ctime(), e.ctime(), e.timetuple()[:8], d.replace(year=2023, day=1), e.replace(hour=0), e.date(), e.time())
print(timedelta(days=1, hours=5), repr(timedelta(1.5)), timedelta(seconds=-1), timedelta(weeks=2), timedelta(0), repr(timedelta(0)), timedelta(milliseconds=1500).total_seconds(), -timedelta(1), abs(timedelta(-1)), timedelta(1)*2.5, timedelta(1)/2, timedelta(1)/timedelta(hours=1), timedelta(7)//timedelta(2), timedelta(7)%timedelta(2), timedelta(5)//3, bool(timedelta(0)), timedelta(hours=25).days, timedelta(hours=25).seconds)
print(d + timedelta(1), d - date(2024,1,1), e - datetime(2024,2,29), e + timedelta(hours=20), d < date(2024,3,1), e == datetime(2024,3,1,13,5,9,1500), sorted([date(2025,1,1), d]), {d: 1}[date(2024,2,29)])
for f in ['%Y-%m-%d %H:%M:%S', '%d %b %y %I:%M %p', '%A %B %j %U %W %w %f', '%c|%x|%X', '%%%y', '%G-W%V-%u', 'plain']: print(e.strftime(f), '|', d.strftime(f))
print(f'{d:%d/%m/%Y} {e:%H:%M} {d}')
for s, f in [('2024-05-06 07:08:09','%Y-%m-%d %H:%M:%S'), ('6 May 2024','%d %B %Y'), ('05/06/24 11:30 PM','%m/%d/%y %I:%M %p'), ('x','%Y'), ('2024 1','%Y'), ('12:30.25','%H:%M.%f'), ('2024-13-01','%Y-%m-%d')]:
    try: print(datetime.strptime(s, f))
    except ValueError as x: print('ValueError', x)
print(datetime.fromisoformat('2024-01-02'), datetime.fromisoformat('2024-01-02T03:04:05.678'), date.fromisoformat('2024-01-02'), datetime.fromisoformat('2024-01-02T03:04:05+02:00'))
for bad in (lambda: date(2023,2,29), lambda: date(0,1,1), lambda: datetime(2024,1,1,25), lambda: date.fromisoformat('x'), lambda: d + 1, lambda: d < 3, lambda: date(2024,13,1), lambda: timedelta('a'), lambda: date(9999,12,31)+timedelta(1), lambda: d < e, lambda: date()):
    try: print(bad())
    except Exception as x: print(type(x).__name__, x)
u = datetime(2024,1,1,12,tzinfo=timezone.utc); print(u, repr(u), u.isoformat(), u.timestamp(), u.astimezone(timezone(timedelta(hours=-5))), u.utcoffset(), u.tzname(), timezone(timedelta(hours=5, minutes=30)))
print(datetime.fromtimestamp(0, timezone.utc), datetime.combine(d, time(1,2)), time(1,2,3), repr(time(1,2,3,4)), time(1) < time(2), e.isoformat(' ', 'minutes'), date.fromordinal(738000), date.min, date.max, datetime.max)
print(type(datetime.now()), isinstance(e, date), type(d).__name__, dt.timedelta(days=3).__class__)
