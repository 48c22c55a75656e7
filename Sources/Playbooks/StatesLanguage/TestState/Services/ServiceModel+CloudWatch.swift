extension ServiceModel {
    /// What actions of CloudWatch answer, from the service's published API model.
    static let cloudWatch = #"""
        putMetricData @
        getMetricData @GetMetricDataOutput
        describeAlarms @DescribeAlarmsOutput
        @GetMetricDataOutput MetricDataResults:[@MetricDataResult,NextToken:s,Messages:[@MessageData
        @MetricDataResult Id:s<1~255>,Label:s,Timestamps:[s,Values:[n,StatusCode:s|Complete|InternalError|\#
        PartialData|Forbidden,Messages:[@MessageData
        @MessageData Code:s,Value:s
        @DescribeAlarmsOutput CompositeAlarms:[@CompositeAlarm,MetricAlarms:[@MetricAlarm,NextToken:s
        @CompositeAlarm ActionsEnabled:b,AlarmActions:[s<1~1024>,AlarmArn:s<1~1600>,\#
        AlarmConfigurationUpdatedTimestamp:s,AlarmDescription:s<0~1024>,AlarmName:s<1~255>,\#
        AlarmRule:s<1~10240>,InsufficientDataActions:[s<1~1024>,OKActions:[s<1~1024>,StateReason:s<0~1023>,\#
        StateReasonData:s<0~4000>,StateUpdatedTimestamp:s,StateValue:s|OK|ALARM|INSUFFICIENT_DATA,\#
        StateTransitionedTimestamp:s,ActionsSuppressedBy:s|WaitPeriod|ExtensionPeriod|Alarm,\#
        ActionsSuppressedReason:s<0~1024>,ActionsSuppressor:s<1~1600>,ActionsSuppressorWaitPeriod:n,\#
        ActionsSuppressorExtensionPeriod:n
        @MetricAlarm AlarmName:s<1~255>,AlarmArn:s<1~1600>,AlarmDescription:s<0~1024>,\#
        AlarmConfigurationUpdatedTimestamp:s,ActionsEnabled:b,OKActions:[s<1~1024>,AlarmActions:[s<1~1024>,\#
        InsufficientDataActions:[s<1~1024>,StateValue:s|OK|ALARM|INSUFFICIENT_DATA,StateReason:s<0~1023>,\#
        StateReasonData:s<0~4000>,StateUpdatedTimestamp:s,MetricName:s<1~255>,Namespace:s<1~255>,\#
        Statistic:s|SampleCount|Average|Sum|Minimum|Maximum,ExtendedStatistic:s,Dimensions:[@Dimension,\#
        Period:n<1~>,Unit:s|Seconds|Microseconds|Milliseconds|Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|\#
        Bits|Kilobits|Megabits|Gigabits|Terabits|Percent|Count|Bytes/Second|Kilobytes/Second|\#
        Megabytes/Second|Gigabytes/Second|Terabytes/Second|Bits/Second|Kilobits/Second|Megabits/Second|\#
        Gigabits/Second|Terabits/Second|Count/Second|None,EvaluationPeriods:n<1~>,DatapointsToAlarm:n<1~>,\#
        Threshold:n,ComparisonOperator:s|GreaterThanOrEqualToThreshold|GreaterThanThreshold|\#
        LessThanThreshold|LessThanOrEqualToThreshold|LessThanLowerOrGreaterThanUpperThreshold|\#
        LessThanLowerThreshold|GreaterThanUpperThreshold,TreatMissingData:s<1~255>,\#
        EvaluateLowSampleCountPercentile:s<1~255>,Metrics:[@MetricDataQuery,ThresholdMetricId:s<1~255>,\#
        EvaluationState:s|PARTIAL_DATA|EVALUATION_FAILURE|EVALUATION_ERROR,StateTransitionedTimestamp:s,\#
        EvaluationCriteria:@EvaluationCriteria,EvaluationInterval:n<10~3600>
        @Dimension Name!:s<1~255>,Value!:s<1~1024>
        @MetricDataQuery Id!:s<1~255>,MetricStat:@MetricStat,Expression:s<1~2048>,Label:s,ReturnData:b,\#
        Period:n<1~>,AccountId:s<1~255>
        @MetricStat Metric!:@Metric,Period!:n<1~>,Stat!:s,Unit:s|Seconds|Microseconds|Milliseconds|Bytes|\#
        Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Percent|Count|\#
        Bytes/Second|Kilobytes/Second|Megabytes/Second|Gigabytes/Second|Terabytes/Second|Bits/Second|\#
        Kilobits/Second|Megabits/Second|Gigabits/Second|Terabits/Second|Count/Second|None
        @Metric Namespace:s<1~255>,MetricName:s<1~255>,Dimensions:[@Dimension
        @EvaluationCriteria PromQLCriteria:@AlarmPromQLCriteria
        @AlarmPromQLCriteria Query!:s<1~10000>,PendingPeriod:n<0~86400>,RecoveryPeriod:n<0~86400>
        """#
}
