extension ServiceModel {
    /// What actions of Glue answer, from the service's published API model.
    static let glue = #"""
        startJobRun @StartJobRunResponse
        getJobRun @GetJobRunResponse
        @StartJobRunResponse JobRunId:s<1~255>
        @GetJobRunResponse JobRun:@JobRun
        @JobRun Id:s<1~255>,Attempt:n,PreviousRunId:s<1~255>,TriggerName:s<1~255>,JobName:s<1~255>,\#
        JobMode:s|SCRIPT|VISUAL|NOTEBOOK,JobRunQueuingEnabled:b,StartedOn:s,LastModifiedOn:s,CompletedOn:s,\#
        JobRunState:s|STARTING|RUNNING|STOPPING|STOPPED|SUCCEEDED|FAILED|TIMEOUT|ERROR|WAITING|EXPIRED,\#
        Arguments:{s,ErrorMessage:s,PredecessorRuns:[@Predecessor,AllocatedCapacity:n,ExecutionTime:n,\#
        Timeout:n<1~>,MaxCapacity:n,WorkerType:s|Standard|G.1X|G.2X|G.025X|G.4X|G.8X|Z.2X,NumberOfWorkers:n,\#
        SecurityConfiguration:s<1~255>,LogGroupName:s,NotificationProperty:@NotificationProperty,\#
        GlueVersion:s<1~255>,DPUSeconds:n,ExecutionClass:s|FLEX|STANDARD,MaintenanceWindow:s,\#
        ProfileName:s<1~255>,StateDetail:s<~400000>,ExecutionRoleSessionPolicy:s<2~2048>
        @Predecessor JobName:s<1~255>,RunId:s<1~255>
        @NotificationProperty NotifyDelayAfter:n<1~>
        """#
}
