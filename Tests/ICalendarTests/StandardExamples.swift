import Testing

/// The examples of RFC 5545, section 3.8.5.3: at most the first 24 instances of each.
struct StandardExample: Sendable, CustomTestStringConvertible {
    var title: String
    var start: String
    var rule: String
    var instances: String

    var testDescription: String { title }

    // UNTIL is told by the wall here, as the walk has it: section 3.8.5.3 gives it in UTC.
    static let all = [
        StandardExample(
            title: "daily for ten days", start: "19970902T090000",
            rule: "FREQ=DAILY;COUNT=10",
            instances: """
                1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06 1997-09-07 1997-09-08 1997-09-09
                1997-09-10 1997-09-11
                """),
        StandardExample(
            title: "daily until Christmas Eve", start: "19970902T090000",
            rule: "FREQ=DAILY;UNTIL=19971224T000000",
            instances: """
                1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06 1997-09-07 1997-09-08 1997-09-09
                1997-09-10 1997-09-11 1997-09-12 1997-09-13 1997-09-14 1997-09-15 1997-09-16 1997-09-17
                1997-09-18 1997-09-19 1997-09-20 1997-09-21 1997-09-22 1997-09-23 1997-09-24 1997-09-25
                """),
        StandardExample(
            title: "every other day", start: "19970902T090000",
            rule: "FREQ=DAILY;INTERVAL=2",
            instances: """
                1997-09-02 1997-09-04 1997-09-06 1997-09-08 1997-09-10 1997-09-12 1997-09-14 1997-09-16
                1997-09-18 1997-09-20 1997-09-22 1997-09-24 1997-09-26 1997-09-28 1997-09-30 1997-10-02
                1997-10-04 1997-10-06 1997-10-08 1997-10-10 1997-10-12 1997-10-14 1997-10-16 1997-10-18
                """),
        StandardExample(
            title: "every ten days, five times", start: "19970902T090000",
            rule: "FREQ=DAILY;INTERVAL=10;COUNT=5",
            instances: """
                1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12
                """),
        StandardExample(
            title: "every day of January, by the year", start: "19980101T090000",
            rule: "FREQ=YEARLY;UNTIL=20000131T090000;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
            instances: """
                1998-01-01 1998-01-02 1998-01-03 1998-01-04 1998-01-05 1998-01-06 1998-01-07 1998-01-08
                1998-01-09 1998-01-10 1998-01-11 1998-01-12 1998-01-13 1998-01-14 1998-01-15 1998-01-16
                1998-01-17 1998-01-18 1998-01-19 1998-01-20 1998-01-21 1998-01-22 1998-01-23 1998-01-24
                """),
        StandardExample(
            title: "every day of January, by the day", start: "19980101T090000",
            rule: "FREQ=DAILY;UNTIL=20000131T090000;BYMONTH=1",
            instances: """
                1998-01-01 1998-01-02 1998-01-03 1998-01-04 1998-01-05 1998-01-06 1998-01-07 1998-01-08
                1998-01-09 1998-01-10 1998-01-11 1998-01-12 1998-01-13 1998-01-14 1998-01-15 1998-01-16
                1998-01-17 1998-01-18 1998-01-19 1998-01-20 1998-01-21 1998-01-22 1998-01-23 1998-01-24
                """),
        StandardExample(
            title: "weekly for ten weeks", start: "19970902T090000",
            rule: "FREQ=WEEKLY;COUNT=10",
            instances: """
                1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-10-07 1997-10-14 1997-10-21
                1997-10-28 1997-11-04
                """),
        StandardExample(
            title: "weekly until Christmas Eve", start: "19970902T090000",
            rule: "FREQ=WEEKLY;UNTIL=19971224T000000",
            instances: """
                1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-10-07 1997-10-14 1997-10-21
                1997-10-28 1997-11-04 1997-11-11 1997-11-18 1997-11-25 1997-12-02 1997-12-09 1997-12-16
                1997-12-23
                """),
        StandardExample(
            title: "every other week", start: "19970902T090000",
            rule: "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
            instances: """
                1997-09-02 1997-09-16 1997-09-30 1997-10-14 1997-10-28 1997-11-11 1997-11-25 1997-12-09
                1997-12-23 1998-01-06 1998-01-20 1998-02-03 1998-02-17 1998-03-03 1998-03-17 1998-03-31
                1998-04-14 1998-04-28 1998-05-12 1998-05-26 1998-06-09 1998-06-23 1998-07-07 1998-07-21
                """),
        StandardExample(
            title: "Tuesdays and Thursdays for five weeks, by a date", start: "19970902T090000",
            rule: "FREQ=WEEKLY;UNTIL=19971007T000000;WKST=SU;BYDAY=TU,TH",
            instances: """
                1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25
                1997-09-30 1997-10-02
                """),
        StandardExample(
            title: "Tuesdays and Thursdays for five weeks, by a count", start: "19970902T090000",
            rule: "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
            instances: """
                1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25
                1997-09-30 1997-10-02
                """),
        StandardExample(
            title: "three days of every other week", start: "19970901T090000",
            rule: "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000;WKST=SU;BYDAY=MO,WE,FR",
            instances: """
                1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17 1997-09-19 1997-09-29 1997-10-01
                1997-10-03 1997-10-13 1997-10-15 1997-10-17 1997-10-27 1997-10-29 1997-10-31 1997-11-10
                1997-11-12 1997-11-14 1997-11-24 1997-11-26 1997-11-28 1997-12-08 1997-12-10 1997-12-12
                """),
        StandardExample(
            title: "Tuesdays and Thursdays of every other week", start: "19970902T090000",
            rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
            instances: """
                1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16
                """),
        StandardExample(
            title: "the first Friday, ten times", start: "19970905T090000",
            rule: "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
            instances: """
                1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02 1998-02-06 1998-03-06 1998-04-03
                1998-05-01 1998-06-05
                """),
        StandardExample(
            title: "the first Friday until Christmas Eve", start: "19970905T090000",
            rule: "FREQ=MONTHLY;UNTIL=19971224T000000;BYDAY=1FR",
            instances: """
                1997-09-05 1997-10-03 1997-11-07 1997-12-05
                """),
        StandardExample(
            title: "first and last Sunday of every other month", start: "19970907T090000",
            rule: "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
            instances: """
                1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25 1998-03-01 1998-03-29
                1998-05-03 1998-05-31
                """),
        StandardExample(
            title: "the last Monday but one, six times", start: "19970922T090000",
            rule: "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
            instances: """
                1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16
                """),
        StandardExample(
            title: "the last day but two", start: "19970928T090000",
            rule: "FREQ=MONTHLY;BYMONTHDAY=-3",
            instances: """
                1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26 1998-03-29 1998-04-28
                1998-05-29 1998-06-28 1998-07-29 1998-08-29 1998-09-28 1998-10-29 1998-11-28 1998-12-29
                1999-01-29 1999-02-26 1999-03-29 1999-04-28 1999-05-29 1999-06-28 1999-07-29 1999-08-29
                """),
        StandardExample(
            title: "the 2nd and the 15th", start: "19970902T090000",
            rule: "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
            instances: """
                1997-09-02 1997-09-15 1997-10-02 1997-10-15 1997-11-02 1997-11-15 1997-12-02 1997-12-15
                1998-01-02 1998-01-15
                """),
        StandardExample(
            title: "first and last day", start: "19970930T090000",
            rule: "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
            instances: """
                1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30 1997-12-01 1997-12-31 1998-01-01
                1998-01-31 1998-02-01
                """),
        StandardExample(
            title: "the 10th to the 15th every 18 months", start: "19970910T090000",
            rule: "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
            instances: """
                1997-09-10 1997-09-11 1997-09-12 1997-09-13 1997-09-14 1997-09-15 1999-03-10 1999-03-11
                1999-03-12 1999-03-13
                """),
        StandardExample(
            title: "Tuesdays of every other month", start: "19970902T090000",
            rule: "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
            instances: """
                1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-11-04 1997-11-11 1997-11-18
                1997-11-25 1998-01-06 1998-01-13 1998-01-20 1998-01-27 1998-03-03 1998-03-10 1998-03-17
                1998-03-24 1998-03-31 1998-05-05 1998-05-12 1998-05-19 1998-05-26 1998-07-07 1998-07-14
                """),
        StandardExample(
            title: "June and July", start: "19970610T090000",
            rule: "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
            instances: """
                1997-06-10 1997-07-10 1998-06-10 1998-07-10 1999-06-10 1999-07-10 2000-06-10 2000-07-10
                2001-06-10 2001-07-10
                """),
        StandardExample(
            title: "January to March of every other year", start: "19970310T090000",
            rule: "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
            instances: """
                1997-03-10 1999-01-10 1999-02-10 1999-03-10 2001-01-10 2001-02-10 2001-03-10 2003-01-10
                2003-02-10 2003-03-10
                """),
        StandardExample(
            title: "three days of every third year", start: "19970101T090000",
            rule: "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
            instances: """
                1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09 2000-07-18 2003-01-01 2003-04-10
                2003-07-19 2006-01-01
                """),
        StandardExample(
            title: "the 20th Monday", start: "19970519T090000",
            rule: "FREQ=YEARLY;BYDAY=20MO",
            instances: """
                1997-05-19 1998-05-18 1999-05-17 2000-05-15 2001-05-14 2002-05-20 2003-05-19 2004-05-17
                2005-05-16 2006-05-15 2007-05-14 2008-05-19 2009-05-18 2010-05-17 2011-05-16 2012-05-14
                2013-05-20 2014-05-19 2015-05-18 2016-05-16 2017-05-15 2018-05-14 2019-05-20 2020-05-18
                """),
        StandardExample(
            title: "Monday of week 20", start: "19970512T090000",
            rule: "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
            instances: """
                1997-05-12 1998-05-11 1999-05-17 2000-05-15 2001-05-14 2002-05-13 2003-05-12 2004-05-10
                2005-05-16 2006-05-15 2007-05-14 2008-05-12 2009-05-11 2010-05-17 2011-05-16 2012-05-14
                2013-05-13 2014-05-12 2015-05-11 2016-05-16 2017-05-15 2018-05-14 2019-05-13 2020-05-11
                """),
        StandardExample(
            title: "Thursdays of March", start: "19970313T090000",
            rule: "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
            instances: """
                1997-03-13 1997-03-20 1997-03-27 1998-03-05 1998-03-12 1998-03-19 1998-03-26 1999-03-04
                1999-03-11 1999-03-18 1999-03-25 2000-03-02 2000-03-09 2000-03-16 2000-03-23 2000-03-30
                2001-03-01 2001-03-08 2001-03-15 2001-03-22 2001-03-29 2002-03-07 2002-03-14 2002-03-21
                """),
        StandardExample(
            title: "Thursdays of summer", start: "19970605T090000",
            rule: "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
            instances: """
                1997-06-05 1997-06-12 1997-06-19 1997-06-26 1997-07-03 1997-07-10 1997-07-17 1997-07-24
                1997-07-31 1997-08-07 1997-08-14 1997-08-21 1997-08-28 1998-06-04 1998-06-11 1998-06-18
                1998-06-25 1998-07-02 1998-07-09 1998-07-16 1998-07-23 1998-07-30 1998-08-06 1998-08-13
                """),
        StandardExample(
            title: "Friday the 13th", start: "19970902T090000",
            rule: "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            instances: """
                1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13 2001-04-13 2001-07-13 2002-09-13
                2002-12-13 2003-06-13 2004-02-13 2004-08-13 2005-05-13 2006-01-13 2006-10-13 2007-04-13
                2007-07-13 2008-06-13 2009-02-13 2009-03-13 2009-11-13 2010-08-13 2011-05-13 2012-01-13
                """),
        StandardExample(
            title: "the Saturday after the first Sunday", start: "19970913T090000",
            rule: "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
            instances: """
                1997-09-13 1997-10-11 1997-11-08 1997-12-13 1998-01-10 1998-02-07 1998-03-07 1998-04-11
                1998-05-09 1998-06-13 1998-07-11 1998-08-08 1998-09-12 1998-10-10 1998-11-07 1998-12-12
                1999-01-09 1999-02-13 1999-03-13 1999-04-10 1999-05-08 1999-06-12 1999-07-10 1999-08-07
                """),
        StandardExample(
            title: "election day", start: "19961105T090000",
            rule: "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            instances: """
                1996-11-05 2000-11-07 2004-11-02 2008-11-04 2012-11-06 2016-11-08 2020-11-03 2024-11-05
                2028-11-07 2032-11-02 2036-11-04 2040-11-06 2044-11-08 2048-11-03 2052-11-05 2056-11-07
                2060-11-02 2064-11-04 2068-11-06 2072-11-08 2076-11-03 2080-11-05 2084-11-07 2088-11-02
                """),
        StandardExample(
            title: "the third of Tuesday to Thursday", start: "19970904T090000",
            rule: "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
            instances: """
                1997-09-04 1997-10-07 1997-11-06
                """),
        StandardExample(
            title: "the last workday but one", start: "19970929T090000",
            rule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
            instances: """
                1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29 1998-02-26 1998-03-30 1998-04-29
                1998-05-28 1998-06-29 1998-07-30 1998-08-28 1998-09-29 1998-10-29 1998-11-27 1998-12-30
                1999-01-28 1999-02-25 1999-03-30 1999-04-29 1999-05-28 1999-06-29 1999-07-29 1999-08-30
                """),
        StandardExample(
            title: "every three hours of a day", start: "19970902T090000",
            rule: "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T130000",
            instances: """
                1997-09-02T09:00 1997-09-02T12:00
                """),
        StandardExample(
            title: "every 15 minutes, six times", start: "19970902T090000",
            rule: "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
            instances: """
                1997-09-02T09:00 1997-09-02T09:15 1997-09-02T09:30 1997-09-02T09:45 1997-09-02T10:00
                1997-09-02T10:15
                """),
        StandardExample(
            title: "every hour and a half", start: "19970902T090000",
            rule: "FREQ=MINUTELY;INTERVAL=90;COUNT=4",
            instances: """
                1997-09-02T09:00 1997-09-02T10:30 1997-09-02T12:00 1997-09-02T13:30
                """),
        StandardExample(
            title: "every 20 minutes of office hours, by the day", start: "19970902T090000",
            rule: "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
            instances: """
                1997-09-02T09:00 1997-09-02T09:20 1997-09-02T09:40 1997-09-02T10:00 1997-09-02T10:20
                1997-09-02T10:40 1997-09-02T11:00 1997-09-02T11:20 1997-09-02T11:40 1997-09-02T12:00
                1997-09-02T12:20 1997-09-02T12:40 1997-09-02T13:00 1997-09-02T13:20 1997-09-02T13:40
                1997-09-02T14:00 1997-09-02T14:20 1997-09-02T14:40 1997-09-02T15:00 1997-09-02T15:20
                1997-09-02T15:40 1997-09-02T16:00 1997-09-02T16:20 1997-09-02T16:40
                """),
        StandardExample(
            title: "every 20 minutes of office hours, by the minute", start: "19970902T090000",
            rule: "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
            instances: """
                1997-09-02T09:00 1997-09-02T09:20 1997-09-02T09:40 1997-09-02T10:00 1997-09-02T10:20
                1997-09-02T10:40 1997-09-02T11:00 1997-09-02T11:20 1997-09-02T11:40 1997-09-02T12:00
                1997-09-02T12:20 1997-09-02T12:40 1997-09-02T13:00 1997-09-02T13:20 1997-09-02T13:40
                1997-09-02T14:00 1997-09-02T14:20 1997-09-02T14:40 1997-09-02T15:00 1997-09-02T15:20
                1997-09-02T15:40 1997-09-02T16:00 1997-09-02T16:20 1997-09-02T16:40
                """),
        StandardExample(
            title: "weeks from Monday", start: "19970805T090000",
            rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            instances: """
                1997-08-05 1997-08-10 1997-08-19 1997-08-24
                """),
        StandardExample(
            title: "weeks from Sunday", start: "19970805T090000",
            rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            instances: """
                1997-08-05 1997-08-17 1997-08-19 1997-08-31
                """),
        StandardExample(
            title: "a date that some months do not have", start: "20070115T090000",
            rule: "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
            instances: """
                2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30
                """),
    ]
}
