using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.IO;

/// <summary>An immutable, normalised, rooted path. Converts from and to text by itself.</summary>
public sealed record AbsolutePath
{
    private readonly string _path;

    private AbsolutePath(string path)
    {
        if (!Path.IsPathRooted(path))
            throw new ArgumentException($"Path '{path}' must be rooted", nameof(path));
        _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    }

    public string Name => Path.GetFileName(_path);
    /// <summary>The folder that holds it; null for the file system's root.</summary>
    public AbsolutePath? Parent => Path.GetDirectoryName(_path);

    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator AbsolutePath?(string? path) => path is null ? null : new AbsolutePath(path);

    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(AbsolutePath? path) => path?._path;

    public static AbsolutePath operator /(AbsolutePath left, string? right)
    {
        if (Path.IsPathRooted(right))
            throw new ArgumentException("Second path must not be rooted", nameof(right));
        return new AbsolutePath(Path.Combine(left._path, right ?? ""));
    }

    public override string ToString() => _path;
}
