import Organisation

/// What names the rules that metrics are computed by: another name computes all of them anew.
enum MetricRules {
    static func name(_ rules: NightlyRules) -> String {
        ([rules.timezone ?? "UTC"] + rules.excludedTypes.sorted()).joined(separator: "\n")
    }
}
