using System.Runtime.InteropServices;
using CephBuildEnv.Text;

namespace CephBuildEnv.Processes;

/// <summary>What this process was started with and should not hand on, and what it takes.</summary>
public static partial class OwnProcess
{
    private const string StatusFile = "/proc/self/status";

    private const uint WritableByAll = 0x2; // 0002

    // Of a repository in which it was started, such as by a hook: git rev-parse --local-env-vars.
    private static readonly string[] OfRepository =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE", "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
        "GIT_QUARANTINE_PATH", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
    ];

    /// <summary>
    /// To be called first. git works in the repositories that it is told of; nothing is written for all users; and where standard
    /// error cannot be written, the work goes on.
    /// </summary>
    public static void Settle()
    {
        foreach (var variable in OfRepository)
            Environment.SetEnvironmentVariable(variable, null);
        _ = SetMask(SetMask(WritableByAll) | WritableByAll);
        Console.SetError(new LossyWriter(Console.Error));
    }

    /// <summary>The most memory that this process has had so far; null where the system does not tell.</summary>
    public static ByteSize? PeakMemory()
    {
        // "VmHWM:     86532 kB"
        var line = File.Exists(StatusFile) ? File.ReadLines(StatusFile).FirstOrDefault(line => line.StartsWith("VmHWM:")) : null;
        return line is not null && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, "kB"] ? new(long.Parse(kilobytes) << 10) : null;
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);
}
