extension WrittenModule {
  /// Module `calendar`.
  static let calendar = WrittenModule(
    "calendar", "Months and years as text, and the weeks they are made of.",
    names: """
      Calendar FRIDAY February IllegalMonthError IllegalWeekdayError January MONDAY SATURDAY SUNDAY THURSDAY \
      TUESDAY TextCalendar WEDNESDAY calendar day_abbr day_name error firstweekday isleap leapdays month \
      month_abbr month_name monthcalendar monthrange prcal prmonth prweek setfirstweekday timegm week weekday \
      weekheader
      """,
    source: #"""
      import datetime as _datetime

      MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
      January = 1
      February = 2
      day_name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
      day_abbr = [name[:3] for name in day_name]
      month_name = ["", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                    "November", "December"]
      month_abbr = [name[:3] for name in month_name]
      error = ValueError


      class IllegalMonthError(ValueError):
          def __init__(self, month):
              self.month = month

          def __str__(self):
              return "bad month number %r; must be 1-12" % self.month


      class IllegalWeekdayError(ValueError):
          def __init__(self, weekday):
              self.weekday = weekday

          def __str__(self):
              return "bad weekday number %r; must be 0 (Monday) to 6 (Sunday)" % self.weekday


      def isleap(year):
          return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


      def leapdays(y1, y2):
          def before(year):
              return year//4 - year//100 + year//400
          return before(y2 - 1) - before(y1 - 1)


      def weekday(year, month, day):
          if not 1 <= year <= 9999:
              year = 2000 + year % 400
          return _datetime.date(year, month, day).weekday()


      def monthrange(year, month):
          if not 1 <= month <= 12:
              raise IllegalMonthError(month)
          days = [31, 29 if isleap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
          return weekday(year, month, 1), days


      def timegm(tuple):
          year, month, day, hour, minute, second = tuple[:6]
          days = _datetime.date(year, month, 1).toordinal() - _datetime.date(1970, 1, 1).toordinal() + day - 1
          return ((days*24 + hour)*60 + minute)*60 + second


      class Calendar:
          def __init__(self, firstweekday=0):
              self.firstweekday = firstweekday

          @property
          def firstweekday(self):
              return self._first % 7

          @firstweekday.setter
          def firstweekday(self, firstweekday):
              self._first = firstweekday

          def getfirstweekday(self):
              return self._first % 7

          def setfirstweekday(self, firstweekday):
              self._first = firstweekday

          def iterweekdays(self):
              for i in range(7):
                  yield (self.firstweekday + i) % 7

          def itermonthdays(self, year, month):
              first, days = monthrange(year, month)
              before = (first - self.firstweekday) % 7
              yield from [0] * before
              yield from range(1, days + 1)
              yield from [0] * (-(before + days) % 7)

          def itermonthdays2(self, year, month):
              for i, day in enumerate(self.itermonthdays(year, month)):
                  yield day, (self.firstweekday + i) % 7

          def itermonthdays3(self, year, month):
              first, days = monthrange(year, month)
              before = (first - self.firstweekday) % 7
              after = -(before + days) % 7
              year0, month0 = (year, month - 1) if month > 1 else (year - 1, 12)
              year2, month2 = (year, month + 1) if month < 12 else (year + 1, 1)
              last = monthrange(year0, month0)[1] if before else 0
              for day in range(last - before + 1, last + 1):
                  yield year0, month0, day
              for day in range(1, days + 1):
                  yield year, month, day
              for day in range(1, after + 1):
                  yield year2, month2, day

          def itermonthdays4(self, year, month):
              for i, (y, m, d) in enumerate(self.itermonthdays3(year, month)):
                  yield y, m, d, (self.firstweekday + i) % 7

          def itermonthdates(self, year, month):
              for y, m, d in self.itermonthdays3(year, month):
                  yield _datetime.date(y, m, d)

          def _weeks(self, days):
              days = list(days)
              return [days[i:i + 7] for i in range(0, len(days), 7)]

          def monthdatescalendar(self, year, month):
              return self._weeks(self.itermonthdates(year, month))

          def monthdays2calendar(self, year, month):
              return self._weeks(self.itermonthdays2(year, month))

          def monthdayscalendar(self, year, month):
              return self._weeks(self.itermonthdays(year, month))

          def _rows(self, months, width):
              return [months[i:i + width] for i in range(0, 12, width)]

          def yeardatescalendar(self, year, width=3):
              return self._rows([self.monthdatescalendar(year, m) for m in range(1, 13)], width)

          def yeardays2calendar(self, year, width=3):
              return self._rows([self.monthdays2calendar(year, m) for m in range(1, 13)], width)

          def yeardayscalendar(self, year, width=3):
              return self._rows([self.monthdayscalendar(year, m) for m in range(1, 13)], width)


      class TextCalendar(Calendar):
          def formatday(self, day, weekday, width):
              return ("" if day == 0 else "%2i" % day).center(width)

          def formatweek(self, theweek, width):
              return " ".join(self.formatday(day, weekday, width) for day, weekday in theweek)

          def prweek(self, theweek, width):
              print(self.formatweek(theweek, width), end="")

          def formatweekday(self, day, width):
              return (day_name if width >= 9 else day_abbr)[day][:width].center(width)

          def formatweekheader(self, width):
              return " ".join(self.formatweekday(day, width) for day in self.iterweekdays())

          def formatmonthname(self, theyear, themonth, width, withyear=True):
              name = month_name[themonth]
              return (f"{name} {theyear!r}" if withyear else name).center(width)

          def formatmonth(self, theyear, themonth, w=0, l=0):
              w, l = max(2, w), max(1, l)
              lines = [self.formatmonthname(theyear, themonth, 7*w + 6), self.formatweekheader(w)]
              lines += [self.formatweek(week, w) for week in self.monthdays2calendar(theyear, themonth)]
              return "".join(line.rstrip() + "\n"*l for line in lines)

          def prmonth(self, theyear, themonth, w=0, l=0):
              print(self.formatmonth(theyear, themonth, w, l), end="")

          def formatyear(self, theyear, w=2, l=1, c=6, m=3):
              w, l, c = max(2, w), max(1, l), max(2, c)
              width = 7*w + 6
              text = repr(theyear).center(width*m + c*(m - 1)).rstrip() + "\n"*l

              def side_by_side(parts, end="\n"):
                  return (" "*c).join(part.center(width) for part in parts).rstrip() + end*l

              header = self.formatweekheader(w)
              for first, row in zip(range(1, 13, m), self.yeardays2calendar(theyear, m)):
                  months = range(first, first + len(row))
                  text += "\n"*l + side_by_side([self.formatmonthname(theyear, k, width, False) for k in months])
                  text += side_by_side([header for k in months])
                  for i in range(max(map(len, row))):
                      text += side_by_side([self.formatweek(weeks[i], w) if i < len(weeks) else "" for weeks in row])
              return text

          def pryear(self, theyear, w=0, l=0, c=6, m=3):
              print(self.formatyear(theyear, w, l, c, m), end="")


      _calendar = TextCalendar()


      def firstweekday():
          return _calendar.getfirstweekday()


      def setfirstweekday(firstweekday):
          if not MONDAY <= firstweekday <= SUNDAY:
              raise IllegalWeekdayError(firstweekday)
          _calendar.firstweekday = firstweekday


      monthcalendar = _calendar.monthdayscalendar
      prweek = _calendar.prweek
      week = _calendar.formatweek
      weekheader = _calendar.formatweekheader
      prmonth = _calendar.prmonth
      month = _calendar.formatmonth
      calendar = _calendar.formatyear
      prcal = _calendar.pryear
      """#)
}
