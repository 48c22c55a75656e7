extension ConfigurationSection {
    static let mailReports = single(
        "mail_reports", at: \.mailReports, read: { try MailReports($0) },
        check: { reports, all, place in
            guard let type = reports?.type, all.type(named: type) == nil else { return }
            throw place.at("type").problem(expected: "one of `incident_types`", found: "`\(type)`")
        })
}
