namespace CephBuildEnv.Failures;

/// <summary>What a line is to ninja.</summary>
internal enum NinjaLine
{
    /// <summary>Of a tool.</summary>
    Output,

    /// <summary>A step has ended well, or begins.</summary>
    Progress,

    /// <summary>A step has failed; its output follows, or has come before where it owned the terminal.</summary>
    Failed,

    /// <summary>The command of the failed step.</summary>
    Command,

    /// <summary>The output of the failed step is over; the line is not part of it.</summary>
    EndOfFailed,
}
