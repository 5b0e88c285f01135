using System.Text.Json.Serialization;

namespace CephBuildEnv.Runs;

/// <summary>How a run ended; the names are those of <c>run.json</c> and of <c>CEPH_OUTCOME</c>.</summary>
public enum RunOutcome
{
    /// <summary>It has not ended.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    [JsonStringEnumMemberName("succeeded")]
    Succeeded,

    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Its user stopped it.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>The kernel ended a compiler, a linker or the container for want of memory.</summary>
    [JsonStringEnumMemberName("out-of-memory")]
    OutOfMemory,

    /// <summary>It took longer than <c>--timeout</c> allows.</summary>
    [JsonStringEnumMemberName("timed-out")]
    TimedOut,

    /// <summary>The process that watched it, or the engine, vanished: nobody saw its end.</summary>
    [JsonStringEnumMemberName("lost")]
    Lost,
}
