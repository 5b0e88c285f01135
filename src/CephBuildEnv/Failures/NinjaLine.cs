namespace CephBuildEnv.Failures;

/// <summary>What a line is to ninja.</summary>
internal enum NinjaLine
{
    /// <summary>Of a tool.</summary>
    Output,

    /// <summary>A step has ended, or begins.</summary>
    Progress,

    /// <summary>A step seems to have failed; its output follows.</summary>
    Failed,

    /// <summary>The command of the failed step.</summary>
    Command,

    /// <summary>ninja gives up.</summary>
    Stopped,
}
