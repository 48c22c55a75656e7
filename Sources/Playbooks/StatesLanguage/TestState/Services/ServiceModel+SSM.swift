extension ServiceModel {
    /// What actions of SSM answer, from the service's published API model.
    static let ssm = #"""
        getParameter @GetParameterResult
        putParameter @PutParameterResult
        getParameters @GetParametersResult
        sendCommand @SendCommandResult
        @GetParameterResult Parameter:@Parameter
        @Parameter Name:s<1~2048>,Type:s|String|StringList|SecureString,Value:s,Version:n,Selector:s<0~128>,\#
        SourceResult:s,LastModifiedDate:s,ARN:s,DataType:s<0~128>
        @PutParameterResult Version:n,Tier:s|Standard|Advanced|Intelligent-Tiering
        @GetParametersResult Parameters:[@Parameter,InvalidParameters:[s<1~2048>
        @SendCommandResult Command:@Command
        @Command CommandId:s<36~36>,DocumentName:s,DocumentVersion:s,Comment:s<~100>,ExpiresAfter:s,\#
        Parameters:{[s,InstanceIds:[s,Targets:[@Target,RequestedDateTime:s,Status:s|Pending|InProgress|\#
        Success|Cancelled|Failed|TimedOut|Cancelling,StatusDetails:s<0~100>,OutputS3Region:s<3~20>,\#
        OutputS3BucketName:s<3~63>,OutputS3KeyPrefix:s<~500>,MaxConcurrency:s<1~7>,MaxErrors:s<1~7>,\#
        TargetCount:n,CompletedCount:n,ErrorCount:n,DeliveryTimedOutCount:n,ServiceRole:s,\#
        NotificationConfig:@NotificationConfig,CloudWatchOutputConfig:@CloudWatchOutputConfig,\#
        TimeoutSeconds:n<30~2592000>,AlarmConfiguration:@AlarmConfiguration,\#
        TriggeredAlarms:[@AlarmStateInformation
        @Target Key:s<1~163>,Values:[s
        @NotificationConfig NotificationArn:s,NotificationEvents:[s|All|InProgress|Success|TimedOut|\#
        Cancelled|Failed,NotificationType:s|Command|Invocation
        @CloudWatchOutputConfig CloudWatchLogGroupName:s<1~512>,CloudWatchOutputEnabled:b
        @AlarmConfiguration IgnorePollAlarmFailure:b,Alarms!:[@Alarm
        @Alarm Name!:s<1~255>
        @AlarmStateInformation Name!:s<1~255>,State!:s|UNKNOWN|ALARM
        """#
}
