import Synchronization

/// Lookups that know some values and note the first that is missing.
final class AskedLookups: ParameterLookups {
    private let known: [ParameterLookup: String?]
    private let base: any ParameterLookups
    private let asked = Mutex<ParameterLookup?>(nil)

    init(known: [ParameterLookup: String?], base: any ParameterLookups) {
        self.known = known
        self.base = base
    }

    /// The first lookup that nothing was known about.
    var missing: ParameterLookup? { asked.withLock { $0 } }

    func value(of lookup: ParameterLookup) throws(TemplateError) -> String? {
        if let value = known[lookup] { return value }
        asked.withLock { $0 = $0 ?? lookup }
        throw TemplateError(.pending, "\(lookup) is not known yet")
    }

    var now: Int64 { base.now }
    var seed: UInt64 { base.seed }
    func offset(of timeZone: String, at time: Int64) -> Int? { base.offset(of: timeZone, at: time) }
}
