using System.Text.RegularExpressions;
using CephBuildEnv.Text;

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
        if (UrlPattern().IsMatch(text) && !text.Contains("::") && !text.Split('/').Contains("..") &&
            new RepositoryUrl(text) is { StoreName: not ("" or "." or "..") } url)
            return url;
        throw new UserException(
            $"--repository: '{Printable.Text(text)}' is no repository; write https://…, git://…, ssh://…, user@host:path or an absolute path");
    }

    /// <summary>What a submodule's URL means, seen from this repository: git lets it be relative.</summary>
    /// <exception cref="UserException">It leads out of the host.</exception>
    public RepositoryUrl Resolve(string submoduleUrl)
    {
        if (!submoduleUrl.StartsWith("./") && !submoduleUrl.StartsWith("../"))
            return Parse(submoduleUrl);
        var root = RootPattern().Match(Value).Value;
        var path = Value[root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var part in submoduleUrl.Split('/').Where(part => part is not ("." or "")))
        {
            if (part != "..")
                path.Add(part);
            else if (path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else
                throw new UserException($"the submodule '{Printable.Text(submoduleUrl)}' leads out of {this}");
        }

        return Parse(root + string.Join('/', path));
    }

    public override string ToString() => Value;

    // No user and no host begins with a dash: ssh would take it for an option.
    [GeneratedRegex(@"\A(?:(?:https?|git|ssh|file)://(?![^/]*@-)[^\s/-][^\s]*|file:///[^\s]+|/[^\s]+|[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9._-]*:[^\s]+)\z")]
    private static partial Regex UrlPattern();

    // What a relative URL cannot leave: the host, or the file system.
    [GeneratedRegex(@"\A(?:[a-z]+://[^/]*/|[^/:]+:/?|/)")]
    private static partial Regex RootPattern();

    [GeneratedRegex(@"\A[a-z+]+://(?:[^/@]*@)?")]
    private static partial Regex SchemePattern();

    [GeneratedRegex(@"[^A-Za-z0-9.+_-]")]
    private static partial Regex UnsafePattern();
}
