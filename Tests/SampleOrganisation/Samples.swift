public import FoundationEssentials
public import JSON
public import Organisation

/// What tests of reports and alerts begin with.
public enum Samples {
    /// A configuration with a rota of two, and a route for each case.
    public static let organisationJSON: JSON = [
        "people": [
            ["email": "first@example.org", "name": "First", "team": "Reliability", "location": "Berlin"],
            ["email": "second@example.org", "name": "Second"],
            ["email": "owner@example.org", "name": "Owner", "team": "Product"],
        ],
        "rotas": [
            [
                "name": "primary", "members": ["first@example.org", "second@example.org"],
                "start": "2026-01-05T00:00:00Z", "turn_hours": 24,
            ]
        ],
        "severities": [["name": "SEV1"], ["name": "SEV2", "default": true]],
        "priorities": [["name": "high"], ["name": "low", "default": true]],
        "incident_types": [
            ["name": "outage", "default": true, "commander": "primary", "participants": ["owner@example.org"]],
            ["name": "breach", "visibility": "restricted", "commander": "second@example.org"],
            [
                "name": "theft", "commander": "second@example.org",
                "questions": [["text": "Who did it?", "mandatory": true], ["text": "Why?"]],
            ],
        ],
        "tag_types": [
            ["name": "service"],
            ["name": "cause", "values": ["change", "load"], "exclusive": true, "required_by": ["breach"]],
        ],
        "sources": [
            ["name": "dashboard", "key_header": "X-Dashboard-Key"],
            ["name": "grafana", "signature": ["secret_variables": ["NEXT_SECRET", "GRAFANA_SECRET"]]],
            [
                "name": "backups",
                "mail": ["address": "Backups@muster.example.org", "senders": ["backup.example.org"]],
                "severities": ["error": "critical"],
            ],
        ],
        "costs": [
            "currency": "EUR", "rates": [["per_hour": 100]],
            "exchange": [["currency": "USD", "worth": "0.92", "from": "2026-01-01"]],
            "types": [["name": "vendor fee"], ["name": "lost revenue", "accrues": true]],
        ],
        "mail_reports": ["address": "help@muster.example.org", "senders": ["partner.example.net"], "type": "outage"],
        "routes": [
            [
                "name": "quiet", "match": ["labels": ["team": "quiet"]], "action": "nothing",
            ],
            [
                "name": "patient", "match": ["labels": ["team": "patient"]], "action": "incident", "wait": "2m",
            ],
            [
                "name": "settling", "match": ["labels": ["team": "settling"]], "action": "incident",
                "cancel_when_resolved": true, "auto_resolve": "10m", "doubtful_after": "1h",
            ],
            [
                "name": "joining", "match": ["labels": ["team": "joining"]], "action": "incident",
                "limit": ["incidents": 1], "on_join": "each", "join_grace": "10m",
            ],
            [
                "name": "critical", "match": ["minimum_severity": "critical"], "action": "incident",
                "incident": ["severity": "SEV1"],
            ],
        ],
    ]

    /// ``organisationJSON``, read.
    public static func organisation() throws -> OrganisationConfiguration {
        try OrganisationConfiguration(JSONReader(organisationJSON))
    }

    /// A time in the first member's turn.
    public static let monday = Date(timeIntervalSince1970: 1_767_603_600)
}
