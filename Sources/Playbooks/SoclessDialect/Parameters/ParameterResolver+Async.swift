public import JSON

extension ParameterResolver {
    /// Resolves a parameter with lookups that take their time.
    ///
    /// What is missing is fetched and the evaluation, which changes nothing, begins anew, until nothing is missing.
    ///
    /// - Throws: ``TemplateError``, or what a lookup throws.
    public func resolve(_ parameter: JSON, fetching source: any AsyncParameterLookups) async throws -> JSON {
        var known: [ParameterLookup: String?] = [:]
        // Every round asks for something new; the values that are asked for come from the parameter, which is bounded.
        while true {
            let asked = AskedLookups(known: known, base: lookups)
            let attempt = attempt(parameter, asked)
            guard case .failure(let error) = attempt, error.kind == .pending, let missing = asked.missing,
                known.count < 1000
            else { return try attempt.get() }
            known[missing] = try await source.value(of: missing)
        }
    }

    private func attempt(_ parameter: JSON, _ asked: AskedLookups) -> Result<JSON, TemplateError> {
        var resolver = self
        resolver.lookups = asked
        do throws(TemplateError) {
            return .success(try resolver.resolve(parameter))
        } catch {
            return .failure(error)
        }
    }
}
