import Incident
import JSON
import Organisation
import SampleOrganisation
import Testing

@testable import AlertDesk

@Suite struct SourceRulesTests {
    private func read(_ alert: NormalisedAlert, by rules: JSON) throws -> NormalisedAlert {
        var organisation = OrganisationConfiguration()
        var source: JSONObject = ["name": "prometheus"]
        for (key, value) in rules.objectValue ?? [:] { source[key] = value }
        organisation.sources = [
            try AlertSource(JSONReader(["name": "other", "title": "other"])),
            try AlertSource(JSONReader(["name": "prometheus", "key_header": "X-Key"])),
            try AlertSource(JSONReader(.object(source))),
        ]
        let routed = RoutedSubmission(Samples.submission(alert), in: organisation)
        return try #require(routed.submission.alerts.alerts.first)
    }

    private var alert: NormalisedAlert {
        var alert = Samples.alert("k")
        alert.labels = ["host": "db-1", "empty": " "]
        alert.severityWord = "High"
        return alert
    }

    @Test func wordsOfASourceMeanWhatItsConfigurationSays() throws {
        #expect(try read(alert, by: ["severities": ["HIGH": "warning"]]).severity == .warning)
        var labelled = alert
        labelled.severityWord = nil
        labelled.labels["severity"] = "page"
        #expect(try read(labelled, by: ["severities": ["page": "info"]]).severity == .info)
        #expect(try read(Samples.alert("k"), by: ["severities": ["critical": "error"]]).severity == .error)
        #expect(
            try read(alert, by: ["severities": ["low": "info"]]).severity == .critical, "other words are read as ever")
    }

    @Test func templatesSayWhatAnAlertIsCalledAndWhatMakesItTheSame() throws {
        let shaped = try read(
            alert, by: ["title": "{{labels.host}}: {{ title }}", "dedup_key": "{{labels.host}}/{{source}}"])
        #expect(shaped.title == "db-1: Trouble with k")
        #expect(shaped.dedupKey == "db-1/prometheus")
        let incomplete = try read(alert, by: ["title": "{{labels.none}}", "dedup_key": "x {{labels.empty}}"])
        #expect(incomplete.title == "Trouble with k", "a title with nothing in it is none")
        #expect(incomplete.dedupKey == "k", "a key that lacks a part would join what is apart")
    }

    @Test(arguments: [(AlertFormat.pagerduty, "k"), (.opsgenie, "k"), (.native, "db-1")])
    func aKeyThatItsSenderUsesAgainStays(_ format: AlertFormat, _ key: String) throws {
        var alert = alert
        alert.format = format
        #expect(try read(alert, by: ["dedup_key": "{{labels.host}}"]).dedupKey == key)
    }

    @Test func textsInATitleEndAnAlert() throws {
        #expect(try read(alert, by: ["resolved_when": ["with K"]]).action == .resolve)
        #expect(try read(alert, by: ["resolved_when": ["over"]]).action == .open)
    }

    /// Notifications of collectd 5.12 as they pass an Alertmanager: the severity is a label, and nothing says that it is over.
    @Test func collectdIsOneAlertThatEnds() throws {
        let rules: JSON = [
            "dedup_key": "{{labels.alertname}}/{{labels.instance}}/{{labels.df}}/{{labels.type}}",
            "severities": ["FAILURE": "critical", "WARNING": "warning"],
            "resolved_when": ["within range again"],
        ]
        let said = [
            ("FAILURE", "Data source \"value\" is currently 3. That is below the failure threshold of 5."),
            ("WARNING", "Data source \"value\" is currently 15. That is below the warning threshold of 20."),
            ("OKAY", "All data sources are within range again. Current value of \"value\" is 50."),
        ]
        let alerts = try said.map { severity, title in
            var alert = Samples.alert("fingerprint of \(severity)")
            alert.format = .alertmanager
            alert.title = "Host db-1, plugin df (instance root) type percent_bytes (instance free): \(title)"
            alert.severityWord = nil
            alert.labels = [
                "alertname": "collectd_df_percent_bytes", "instance": "db-1", "df": "root", "type": "free",
                "service": "collectd", "severity": severity,
            ]
            return try read(alert, by: rules)
        }
        #expect(Set(alerts.map(\.dedupKey)) == ["collectd_df_percent_bytes/db-1/root/free"])
        #expect(alerts.map(\.action) == [.open, .open, .resolve])
        #expect(alerts.prefix(2).map(\.severity) == [.critical, .warning])
    }
}
