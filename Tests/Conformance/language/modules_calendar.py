# Months and years as text, and the weeks they are made of.
import calendar

print(calendar.month(2024, 2))
calendar.prmonth(2023, 10)
print(calendar.calendar(2025))
calendar.prcal(2024, 3, 1, 2, 4)
print([calendar.isleap(y) for y in (1900, 2000, 2023, 2024)], calendar.leapdays(1999, 2025))
print(calendar.monthrange(2024, 2), calendar.monthrange(2023, 2), calendar.weekday(2024, 7, 4))
print(calendar.monthcalendar(2024, 9), calendar.weekheader(3), calendar.weekheader(9))
print(list(calendar.day_name), list(calendar.day_abbr), list(calendar.month_name)[:4], calendar.month_abbr[12])
print(calendar.day_name[calendar.weekday(2000, 1, 1)], calendar.SUNDAY, calendar.firstweekday())
sunday = calendar.TextCalendar(calendar.SUNDAY)
print(sunday.formatmonth(2024, 3))
print(list(sunday.itermonthdays(2024, 3))[:9], list(sunday.itermonthdays2(2024, 3))[:4])
print(calendar.Calendar().monthdatescalendar(2024, 12)[-1], list(calendar.Calendar(6).iterweekdays()))
print(calendar.timegm((2024, 2, 29, 12, 30, 15)), calendar.timegm((1970, 1, 1, 0, 0, 0)))
calendar.setfirstweekday(6)
print(calendar.month(2024, 2), calendar.firstweekday())
for body in (lambda: calendar.monthrange(2024, 13), lambda: calendar.setfirstweekday(7)):
    try:
        body()
    except ValueError as error:
        print(type(error).__name__, error)
