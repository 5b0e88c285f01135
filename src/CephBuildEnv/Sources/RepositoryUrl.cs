using System.Text.RegularExpressions;
using CephBuildEnv.Environments;

namespace CephBuildEnv.Sources;

/// <summary>Where a git repository can be cloned from: a URL, <c>user@host:path</c> or an absolute path.</summary>
public sealed partial record RepositoryUrl
{
    private RepositoryUrl(string value) => Value = value;

    public string Value { get; }

    /// <summary>
    /// The name of its mirror in the object store: <c>https://github.com/ceph/ceph.git</c> is <c>github.com+ceph+ceph</c>.
    /// </summary>
    public string StoreName
    {
        get
        {
            var path = SchemePattern().Replace(Value, "").TrimEnd('/');
            path = path.EndsWith(".git") ? path[..^4] : path;
            return UnsafePattern().Replace(path.TrimStart('/').Replace('/', '+').Replace(':', '+'), "_");
        }
    }

    /// <exception cref="UserException">The text names no repository, or runs a program.</exception>
    public static RepositoryUrl Parse(string text)
    {
        // git runs a program for ext::, and takes a leading dash for an option.
        if (UrlPattern().IsMatch(text) && !text.Contains("::") && !text.Split('/').Contains(".."))
            return new(text);
        throw new UserException(
            $"--repository: '{Printable.Text(text)}' is no repository; write https://…, git://…, ssh://…, user@host:path or an absolute path");
    }

    /// <summary>What a submodule's URL means, seen from this repository: git lets it be relative.</summary>
    /// <exception cref="UserException">It leads out of the host.</exception>
    public RepositoryUrl Resolve(string submoduleUrl)
    {
        if (!submoduleUrl.StartsWith("./") && !submoduleUrl.StartsWith("../"))
            return Parse(submoduleUrl);
        var path = Value.TrimEnd('/');
        foreach (var part in submoduleUrl.Split('/'))
        {
            if (part == "..")
                path = path[..Math.Max(0, path.LastIndexOf('/'))];
            else if (part is not ("." or ""))
                path += $"/{part}";
        }

        return Parse(path);
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"\A(?:(?:https?|git|ssh|file)://[^\s/][^\s]*|file:///[^\s]+|/[^\s]+|[A-Za-z0-9._-]+@[A-Za-z0-9._-]+:[^\s]+)\z")]
    private static partial Regex UrlPattern();

    [GeneratedRegex(@"\A[a-z+]+://(?:[^/@]*@)?")]
    private static partial Regex SchemePattern();

    [GeneratedRegex(@"[^A-Za-z0-9.+_-]")]
    private static partial Regex UnsafePattern();
}
