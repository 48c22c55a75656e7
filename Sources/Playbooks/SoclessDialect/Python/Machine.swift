/// One evaluation: what it may use, what it has used, and what it may ask.
final class Machine {
    let limits: TemplateLimits
    let lookups: any ParameterLookups
    let compatibility: SoclessCompatibility
    let dialect: TemplateDialect
    /// Whether text is escaped for HTML where it is joined with safe text.
    var autoescape = true
    private var steps = 0
    private var size = 0
    private(set) var depth = 0
    private var randomness: UInt64
    /// What may hold itself, and would never go.
    private var cyclic: [any Clearable] = []

    init(
        limits: TemplateLimits, lookups: any ParameterLookups, compatibility: SoclessCompatibility,
        dialect: TemplateDialect
    ) {
        self.limits = limits
        self.lookups = lookups
        self.compatibility = compatibility
        self.dialect = dialect
        randomness = lookups.seed
    }

    /// What stands for something that is not there.
    func undefined(_ hint: String? = nil, owner: String? = nil, name: String = "", isIndex: Bool = false) -> Value {
        .undefined(
            Undefined(hint: hint, owner: owner, name: name, isIndex: isIndex, isSilent: dialect == .legacy))
    }

    /// Counts a step.
    func step(_ count: Int = 1) throws(TemplateError) {
        steps += count
        guard steps <= limits.steps else {
            throw TemplateError(.limit, "the template takes more than \(limits.steps) steps")
        }
    }

    /// Counts bytes and values that are made.
    func spend(_ count: Int) throws(TemplateError) {
        let (sum, overflow) = size.addingReportingOverflow(max(count, 0))
        guard !overflow, sum <= limits.size else {
            throw TemplateError(.limit, "the template makes more than \(limits.size) characters and values")
        }
        size = sum
    }

    /// Does something one level deeper.
    func deeper<Result>(_ body: () throws(TemplateError) -> Result) throws(TemplateError) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else {
            throw TemplateError(.recursion, "maximum recursion depth exceeded")
        }
        return try body()
    }

    /// A number below the bound, from the given seed (SplitMix64).
    func random(below bound: Int) -> Int {
        randomness &+= 0x9E37_79B9_7F4A_7C15
        var value = randomness
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }

    /// Remembers what may hold itself.
    func track(_ object: any Clearable) { cyclic.append(object) }

    /// Ends the evaluation: nothing that it made holds anything any more.
    func clear() {
        for object in cyclic { object.clear() }
        cyclic = []
    }
}
