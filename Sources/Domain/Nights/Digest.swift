public import Cost
public import Forecast
public import FoundationEssentials
public import JSON

/// What a day was, as of its end. Restricted incidents are counted and never named.
public struct Digest: Sendable, Hashable {
    /// What there is of something: all of it is counted, the first ones are named.
    public struct Part<Line: Sendable & Hashable>: Sendable, Hashable {
        /// Those that may be named, at most ``Digest/named``.
        public var lines: [Line]
        /// How many there are, with those that are not named.
        public var count: Int
        /// How many of them only some may see.
        public var restricted: Int

        /// A part; nothing by default.
        public init(_ lines: [Line] = [], count: Int? = nil, restricted: Int = 0) {
            self.lines = lines
            self.count = count ?? lines.count
            self.restricted = restricted
        }
    }

    /// An incident.
    public struct Incident: Sendable, Hashable {
        /// Such as `INC-17`.
        public var name: String
        /// What it is.
        public var title: String
        /// Its severity.
        public var severity: String
        /// `active`, `stable` or `closed` at the end of the day.
        public var status: String
        /// The name of who leads it; `nil` for nobody.
        public var commander: String?
        /// When it was reported.
        public var reportedAt: Date
        /// What it cost up to the end of the day; `nil` when nothing says so.
        public var cost: Money?

        /// An incident.
        public init(
            name: String, title: String, severity: String, status: String, commander: String?, reportedAt: Date,
            cost: Money?
        ) {
            self.name = name
            self.title = title
            self.severity = severity
            self.status = status
            self.commander = commander
            self.reportedAt = reportedAt
            self.cost = cost
        }
    }

    /// A task that is not done although its time has come.
    public struct Task: Sendable, Hashable {
        /// Of which incident.
        public var incident: String
        /// What is to be done.
        public var text: String
        /// The mail address of whose it is; `nil` for nobody.
        public var owner: String?
        /// When it was due.
        public var due: Date

        /// A task.
        public init(incident: String, text: String, owner: String?, due: Date) {
            self.incident = incident
            self.text = text
            self.owner = owner
            self.due = due
        }
    }

    /// Pages of the day to somebody about an incident that nobody has answered.
    public struct Page: Sendable, Hashable {
        /// Who was paged.
        public var person: String
        /// About which incident.
        public var incident: String
        /// How often.
        public var count: Int

        /// Pages.
        public init(person: String, incident: String, count: Int) {
            self.person = person
            self.incident = incident
            self.count = count
        }
    }

    /// Dead letters that wait for somebody.
    public struct Letters: Sendable, Hashable {
        /// Which worker gave up.
        public var worker: String
        /// Why.
        public var code: String
        /// How many.
        public var count: Int

        /// Dead letters.
        public init(worker: String, code: String, count: Int) {
            self.worker = worker
            self.code = code
            self.count = count
        }
    }

    /// How many incidents are expected in a period.
    public struct Expectation: Sendable, Hashable {
        /// Its first day.
        public var from: Day
        /// As likely more as fewer.
        public var value: JSON
        /// With 80 % at least so many.
        public var low: JSON
        /// With 80 % at most so many.
        public var high: JSON

        /// What is expected.
        public init(from: Day, value: JSON, low: JSON, high: JSON) {
            self.from = from
            self.value = value
            self.low = low
            self.high = high
        }
    }

    /// How many of a part are named at most.
    public static let named = 20

    /// Which day.
    public var day: Day
    /// When it ended.
    public var end: Date
    /// Reported on the day.
    public var reported = Part<Incident>()
    /// Active at its end; the oldest first.
    public var active = Part<Incident>()
    /// Due before its end, and not done by then.
    public var tasks = Part<Task>()
    /// Of the day, not answered by its end.
    public var pages = Part<Page>()
    /// Dead letters of before its end that wait.
    public var letters = Part<Letters>()
    /// What the day's open incidents cost, by currency.
    public var costs: [Money] = []
    /// What is expected of the week ahead; `nil` when nothing was forecast.
    public var week: Expectation?

    /// A day that nothing is known of.
    public init(day: Day, end: Date) {
        self.day = day
        self.end = end
    }

    /// Whether there is nothing that anybody has to know.
    public var isQuiet: Bool {
        [reported.count, active.count, tasks.count, pages.count, letters.count].allSatisfy { $0 == 0 }
    }
}
