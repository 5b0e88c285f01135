using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Text;

namespace CephBuildEnv.Caching;

/// <summary>The ccache of one environment: a folder of the host, with its own configuration in it.</summary>
public sealed class CompilerCache(HostLayout layout, BuildEnvironment environment)
{
    /// <summary>Enough for the objects of several builds of one release.</summary>
    public static readonly ByteSize DefaultSize = ByteSize.FromGibibytes(50);

    internal const string ConfigurationName = "ccache.conf";

    private const long Gibibyte = 1L << 30;

    private static readonly ByteSize LeastSize = new(1L << 20);

    private const string SizeSetting = "max_size";

    // What Ceph's developer guide asks for: __DATE__ and __TIME__ in a source must not keep it from being found.
    private static readonly string[] Defaults = ["sloppiness = time_macros"];

    public string Folder { get; } = layout.Cache(environment);

    private string Configuration => Path.Combine(Folder, ConfigurationName);

    /// <summary>What differs from a cache of that size, or from any with a limit when it is null; empty when nothing does.</summary>
    public IReadOnlyList<string> Differences(ByteSize? size)
    {
        if (!Directory.Exists(Folder))
            return [$"the compiler cache {Folder} does not exist"];
        if (ReadLines()?.FirstOrDefault(line => !IsSetting(line)) is { } damaged)
            return [$"{Configuration} is damaged, and ccache would not start: '{Printable.Text(damaged)}' is no setting; it is left out"];
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
        var kept = ReadLines()?.Where(line => IsSetting(line) && Key(line) != SizeSetting) ?? Defaults;
        HostFiles.Replace(Configuration, string.Join('\n', [$"{SizeSetting} = {Setting(size)}", .. kept, ""]));
    }

    /// <summary>As it is configured; null when there is no limit.</summary>
    public ByteSize? Limit => ReadSize() is { Bytes: > 0 } limit ? limit : null;

    /// <returns>In whole mebibytes.</returns>
    /// <exception cref="UserException">Nothing that a compiler makes would find room.</exception>
    public static ByteSize CheckedSize(ByteSize wanted) => wanted.Bytes == 0 || wanted.Bytes >= LeastSize.Bytes
        ? new(wanted.Bytes - (wanted.Bytes % LeastSize.Bytes))
        : throw new UserException($"--ccache-size: {wanted} is too little for what a compiler makes; give it {LeastSize} or more, or 0 for no limit");

    /// <summary>Why ccache cannot keep anything there; null when it can.</summary>
    /// <param name="owner">As whom the compilers run.</param>
    public string? Obstacle(uint owner)
    {
        // Root writes anywhere, and so does what it compiles.
        if (owner == 0)
            return null;
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

    private ByteSize? ReadSize() => ReadLines()?.Where(line => IsSetting(line) && Key(line) == SizeSetting)
        .Select(line => (ByteSize?)ByteSize.Parse(line[(line.IndexOf('=') + 1)..].Trim(), Configuration)).LastOrDefault();

    // Null when there is no configuration.
    private string[]? ReadLines() => HostFiles.ReadSmall(Configuration)?.TrimEnd('\n').Split('\n');

    // Of ccache's grammar: a comment, nothing, or key = value.
    private static bool IsSetting(string line) => !line.Contains('\0') && (line.Trim() is "" or ['#', ..] || line.Contains('='));

    // Exactly, so that it is the same when it is read again. ccache has no unit for single bytes.
    private static string Setting(ByteSize size) =>
        size.Bytes == 0 ? "0" : size.Bytes % Gibibyte == 0 ? $"{size.Bytes / Gibibyte}G" : $"{size.Bytes / LeastSize.Bytes}M";

    private static string Key(string line) => line.Split('=')[0].Trim();
}
