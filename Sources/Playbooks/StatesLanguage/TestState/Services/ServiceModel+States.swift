extension ServiceModel {
    /// What actions of States answer, from the service's published API model.
    static let states = #"""
        startExecution @StartExecutionOutput
        startSyncExecution @StartSyncExecutionOutput
        describeExecution @DescribeExecutionOutput
        stopExecution @StopExecutionOutput
        describeStateMachine @DescribeStateMachineOutput
        listExecutions @ListExecutionsOutput
        sendTaskSuccess @SendTaskSuccessOutput
        sendTaskFailure @SendTaskFailureOutput
        createStateMachine @CreateStateMachineOutput
        getActivityTask @GetActivityTaskOutput
        @StartExecutionOutput ExecutionArn!:s<1~256>,StartDate!:s
        @StartSyncExecutionOutput ExecutionArn!:s<1~256>,StateMachineArn:s<1~256>,Name:s<1~80>,StartDate!:s,\#
        StopDate!:s,Status!:s|SUCCEEDED|FAILED|TIMED_OUT,Error:s<0~256>,Cause:s<0~32768>,Input:s<~262144>,\#
        InputDetails:@CloudWatchEventsExecutionDataDetails,Output:s<~262144>,\#
        OutputDetails:@CloudWatchEventsExecutionDataDetails,TraceHeader:s<0~256>,\#
        BillingDetails:@BillingDetails
        @CloudWatchEventsExecutionDataDetails Included:b
        @BillingDetails BilledMemoryUsedInMB:n<0~>,BilledDurationInMilliseconds:n<0~>
        @DescribeExecutionOutput ExecutionArn!:s<1~256>,StateMachineArn!:s<1~256>,Name:s<1~80>,Status!:s|\#
        RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE,StartDate!:s,StopDate:s,Input:s<~262144>,\#
        InputDetails:@CloudWatchEventsExecutionDataDetails,Output:s<~262144>,\#
        OutputDetails:@CloudWatchEventsExecutionDataDetails,TraceHeader:s<0~256>,MapRunArn:s<1~2000>,\#
        Error:s<0~256>,Cause:s<0~32768>,StateMachineVersionArn:s<1~256>,StateMachineAliasArn:s<1~256>,\#
        RedriveCount:n,RedriveDate:s,RedriveStatus:s|REDRIVABLE|NOT_REDRIVABLE|REDRIVABLE_BY_MAP_RUN,\#
        RedriveStatusReason:s<~262144>
        @StopExecutionOutput StopDate!:s
        @DescribeStateMachineOutput StateMachineArn!:s<1~256>,Name!:s<1~80>,Status:s|ACTIVE|DELETING,\#
        Definition!:s<1~1048576>,RoleArn!:s<1~256>,Type!:s|STANDARD|EXPRESS,CreationDate!:s,\#
        LoggingConfiguration:@LoggingConfiguration,TracingConfiguration:@TracingConfiguration,Label:s,\#
        RevisionId:s,Description:s<~256>,EncryptionConfiguration:@EncryptionConfiguration,\#
        VariableReferences:{[s
        @LoggingConfiguration Level:s|ALL|ERROR|FATAL|OFF,IncludeExecutionData:b,\#
        Destinations:[@LogDestination
        @LogDestination CloudWatchLogsLogGroup:@CloudWatchLogsLogGroup
        @CloudWatchLogsLogGroup LogGroupArn:s<1~256>
        @TracingConfiguration Enabled:b
        @EncryptionConfiguration KmsKeyId:s<1~2048>,KmsDataKeyReusePeriodSeconds:n<60~900>,Type!:s|\#
        AWS_OWNED_KEY|CUSTOMER_MANAGED_KMS_KEY
        @ListExecutionsOutput Executions!:[@ExecutionListItem,NextToken:s<1~3096>
        @ExecutionListItem ExecutionArn!:s<1~256>,StateMachineArn!:s<1~256>,Name!:s<1~80>,Status!:s|RUNNING|\#
        SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE,StartDate!:s,StopDate:s,MapRunArn:s<1~2000>,\#
        ItemCount:n<0~>,StateMachineVersionArn:s<1~256>,StateMachineAliasArn:s<1~256>,RedriveCount:n,\#
        RedriveDate:s
        @SendTaskSuccessOutput 
        @SendTaskFailureOutput 
        @CreateStateMachineOutput StateMachineArn!:s<1~256>,CreationDate!:s,StateMachineVersionArn:s<1~256>
        @GetActivityTaskOutput TaskToken:s<1~2048>,Input:s<~1048576>
        """#
}
