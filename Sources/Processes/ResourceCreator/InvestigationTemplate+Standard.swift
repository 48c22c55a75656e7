extension InvestigationTemplate {
    /// The investigation document of types that have no template of their own.
    static let standardDocument = """
        # {{incident.name}}: {{incident.title}}

        | | |
        | --- | --- |
        | Incident | {{incident.url}} |
        | Type | {{incident.type}} |
        | Severity | {{incident.severity}} |
        | Priority | {{incident.priority}} |
        | Visibility | {{incident.visibility}} |
        | Reported | {{incident.reported}} |
        {{#incident.commander}}
        | Commander | {{name}} <{{email}}> |
        {{/incident.commander}}
        {{#incident.reporter}}
        | Reporter | {{name}} <{{email}}> |
        {{/incident.reporter}}

        ## What was reported

        {{incident.description}}

        ## Summary

        What is known, in three sentences. Keep it true.

        ## Impact

        Who and what is affected, since when, and how badly.

        ## Timeline (UTC)

        | Time | What happened | Source |
        | --- | --- | --- |
        | {{incident.reported}} | Reported | {{incident.url}} |

        ## Findings

        ## Hypotheses

        | Hypothesis | Evidence for | Evidence against | State |
        | --- | --- | --- | --- |

        ## Containment and recovery

        ## Decisions

        | Time | Decision | By |
        | --- | --- | --- |

        ## Open questions

        ## Responders at the start

        {{#incident.participants}}
        - {{name}} <{{email}}>: {{roles}}{{#team}}, {{team}}{{/team}}{{#location}}, {{location}}{{/location}}
        {{/incident.participants}}

        """

    /// The investigation sheet of types that have no template of their own: the affected systems.
    static let standardSheet = """
        system,environment,owner,impact,state,first_seen,contained_at,notes

        """
}
