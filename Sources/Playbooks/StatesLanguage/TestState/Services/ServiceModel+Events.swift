extension ServiceModel {
    /// What actions of Events answer, from the service's published API model.
    static let events = #"""
        putEvents @PutEventsResponse
        putRule @PutRuleResponse
        putTargets @PutTargetsResponse
        describeRule @DescribeRuleResponse
        @PutEventsResponse FailedEntryCount:n,Entries:[@PutEventsResultEntry
        @PutEventsResultEntry EventId:s<~64>,ErrorCode:s,ErrorMessage:s
        @PutRuleResponse RuleArn:s<1~1600>
        @PutTargetsResponse FailedEntryCount:n,FailedEntries:[@PutTargetsResultEntry
        @PutTargetsResultEntry TargetId:s<1~64>,ErrorCode:s,ErrorMessage:s
        @DescribeRuleResponse Name:s<1~64>,Arn:s<1~1600>,EventPattern:s<~4096>,ScheduleExpression:s<~256>,\#
        State:s|ENABLED|DISABLED|ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS,Description:s<~512>,\#
        RoleArn:s<1~1600>,ManagedBy:s<1~128>,EventBusName:s<1~256>,CreatedBy:s<1~128>
        """#
}
