using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Text;

namespace CephBuildEnv.Caching;

/// <summary>The ccache of one environment: a folder of the host, with its own configuration in it.</summary>
public sealed class CompilerCache(HostLayout layout, BuildEnvironment environment)
{
    /// <summary>Enough for the objects of several builds of one release.</summary>
    public static readonly ByteSize DefaultSize = ByteSize.FromGibibytes(50);

    private const string SizeSetting = "max_size";

    // What Ceph's developer guide asks for: __DATE__ and __TIME__ in a source must not keep it from being found.
    private static readonly string[] Defaults = ["sloppiness = time_macros"];

    public string Folder { get; } = layout.Cache(environment);

    private string Configuration => Path.Combine(Folder, "ccache.conf");

    /// <summary>What differs from a cache of that size, or from any with a limit when it is null; empty when nothing does.</summary>
    public IReadOnlyList<string> Differences(ByteSize? size)
    {
        if (!Directory.Exists(Folder))
            return [$"the compiler cache {Folder} does not exist"];
        var current = ReadSize();
        return current is not null && (size is null || current == size)
            ? []
            : [$"the compiler cache's limit is {current?.ToString() ?? "not set"}, not {size ?? DefaultSize}"];
    }

    /// <summary>Makes the cache, or changes its limit; every other setting stays as it is.</summary>
    public void Ensure(ByteSize? wanted)
    {
        var size = wanted ?? ReadSize() ?? DefaultSize;
        Directory.CreateDirectory(Folder);
        var kept = File.Exists(Configuration) ? File.ReadAllLines(Configuration).Where(line => Key(line) != SizeSetting) : Defaults;
        var fresh = $"{Configuration}.{Environment.ProcessId}";
        File.WriteAllLines(fresh, [$"{SizeSetting} = {size}", .. kept]);
        File.Move(fresh, Configuration, overwrite: true);
    }

    /// <summary>As it is configured; null when there is no limit.</summary>
    public ByteSize? Limit => ReadSize();

    /// <summary>Why ccache cannot keep anything there; null when it can.</summary>
    /// <param name="owner">As whom the compilers run.</param>
    public string? Obstacle(uint owner)
    {
        // ccache makes one folder per digit below its own.
        string[] folders = Directory.Exists(Folder) ? [Folder, .. Directory.EnumerateDirectories(Folder)] : [];
        foreach (var folder in folders)
        {
            if (HostUser.OwnerOf(folder) is { } found && found.User != owner)
                return $"{folder} belongs to {HostUser.NameOf(found.User)}; give it back: sudo chown -R {owner} {Folder}";
            if ((File.GetUnixFileMode(folder) & UnixFileMode.UserWrite) == 0)
                return $"{folder} is not writable; make it so: chmod -R u+w {Folder}";
        }

        return null;
    }

    private ByteSize? ReadSize() => File.Exists(Configuration)
        ? File.ReadLines(Configuration).Where(line => Key(line) == SizeSetting)
            .Select(line => (ByteSize?)ByteSize.Parse(line[(line.IndexOf('=') + 1)..].Trim(), Configuration)).LastOrDefault()
        : null;

    private static string Key(string line) => line.Split('=')[0].Trim();
}
