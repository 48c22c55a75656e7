import Playbooks

/// Playbooks that tests share.
enum Samples {
    static let leak = #"""
        {
          "Playbook": "KeyLeak",
          "Comment": "A key was found in a repository",
          "StartAt": "Find_Owner",
          "States": {
            "Find_Owner": {
              "Type": "Task", "Resource": "${{self:custom.github.FindOwner}}",
              "Parameters": {"key": "$.artifacts.event.details.key", "text": "Key {{context.artifacts.event.details.key | upper}}"},
              "Next": "Is_Owner_Known"
            },
            "Is_Owner_Known": {
              "Type": "Choice",
              "Choices": [{"Variable": "$.results.owner", "IsPresent": true, "Next": "Ask_Owner"}],
              "Default": "Revoke"
            },
            "Ask_Owner": {
              "Type": "Interaction", "Resource": "${{self:custom.slack.Prompt}}", "TimeoutSeconds": 600,
              "Parameters": {"target": "$.results.Find_Owner.owner"},
              "Catch": [{"ErrorEquals": ["States.Timeout"], "ResultPath": "$.errors.Ask_Owner", "Next": "Revoke"}],
              "Next": "Both"
            },
            "Both": {
              "Type": "Parallel",
              "Branches": [
                {"StartAt": "Tell", "States": {"Tell": {"Type": "Task", "Resource": "${{self:custom.slack.Send}}", "Parameters": {"text": "{{context.results.Ask_Owner.answer}}"}, "End": true}}},
                {"StartAt": "Note", "States": {"Note": {"Type": "Task", "Resource": "${{self:custom.jira.Note}}", "Parameters": {}, "End": true}}}
              ],
              "Next": "Revoke"
            },
            "Revoke": {"Type": "Task", "Resource": "${{self:custom.vault.Revoke}}", "Parameters": {"all": false}, "End": true}
          },
          "Decorators": {"TaskFailureHandler": {"Type": "Task", "Resource": "${{self:custom.slack.Send}}", "Parameters": {"text": "failed"}}}
        }
        """#

    static let loop = """
        Comment: waits until a job is done
        StartAt: Look
        States:
          Look:
            Type: Task
            Resource: arn:aws:lambda:us-east-1:111111111111:function:look
            Retry:
              - {ErrorEquals: [Busy], IntervalSeconds: 2, MaxAttempts: 2, BackoffRate: 2}
            Catch:
              - {ErrorEquals: [States.ALL], ResultPath: $.error, Next: Give_Up}
            Next: Done
          Done:
            Type: Choice
            Choices:
              - {Variable: $.done, BooleanEquals: true, Next: Good}
            Default: Pause
          Pause: {Type: Wait, Seconds: 60, Next: Look}
          Good: {Type: Succeed}
          Give_Up: {Type: Fail, Error: GaveUp, Cause: no answer}
        """

    static func source(_ text: String, named name: String = "playbook.json") throws -> PlaybookSource {
        try PlaybookSource(text, named: name)
    }
}
