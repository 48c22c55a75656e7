/// What a client of PagerDuty's Events API does (api-schema, `reference/events-v2`).
enum PagerDutyAction: String, CaseIterable {
    case trigger, acknowledge, resolve

    static let choice = "'trigger', 'acknowledge' or 'resolve'"
}

extension ParsedAlerts {
    /// What a client of PagerDuty says of an alert that it triggered before.
    init(said key: String, _ action: PagerDutyAction) {
        let key = AlertText.key(key)
        self.init()
        switch action {
        case .acknowledge: changes = [AlertChange(of: key, .acknowledged)]
        case .resolve, .trigger: alerts = [.resolution(of: key, .pagerduty)]
        }
    }
}
