extension ServiceModel {
    /// What actions of Logs answer, from the service's published API model.
    static let logs = #"""
        putLogEvents @PutLogEventsResponse
        createLogStream @
        describeLogGroups @DescribeLogGroupsResponse
        @PutLogEventsResponse NextSequenceToken:s<1~>,RejectedLogEventsInfo:@RejectedLogEventsInfo,\#
        RejectedEntityInfo:@RejectedEntityInfo
        @RejectedLogEventsInfo TooNewLogEventStartIndex:n,TooOldLogEventEndIndex:n,ExpiredLogEventEndIndex:n
        @RejectedEntityInfo ErrorType!:s|InvalidEntity|InvalidTypeValue|InvalidKeyAttributes|\#
        InvalidAttributes|EntitySizeTooLarge|UnsupportedLogGroupType|MissingRequiredFields
        @DescribeLogGroupsResponse LogGroups:[@LogGroup,NextToken:s<1~>
        @LogGroup LogGroupName:s<1~512>,CreationTime:n<0~>,RetentionInDays:n,MetricFilterCount:n,Arn:s,\#
        StoredBytes:n<0~>,KmsKeyId:s<~256>,DataProtectionStatus:s|ACTIVATED|DELETED|ARCHIVED|DISABLED,\#
        InheritedProperties:[s|ACCOUNT_DATA_PROTECTION,LogGroupClass:s|STANDARD|INFREQUENT_ACCESS|DELIVERY,\#
        LogGroupArn:s,DeletionProtectionEnabled:b,BearerTokenAuthenticationEnabled:b
        """#
}
