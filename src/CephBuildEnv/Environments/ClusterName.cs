using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Environments;

/// <summary>The name of a development cluster, safe in a path and in the names of a container and a network.</summary>
public readonly partial record struct ClusterName
{
    // A daemon's socket is below the cluster's folder, and a socket's path has 107 bytes.
    private const int Most = 40;

    private ClusterName(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="UserException">The text cannot be a name.</exception>
    public static ClusterName Parse(string text) => IsValid(text)
        ? new(text)
        : throw new UserException(
            $"--cluster: '{Printable.Text(text)}' cannot be the name of a cluster; use at most {Most} letters, digits, '.', '_' and '-', such as two-osds");

    /// <summary>That a cluster of an environment has unless another one is given.</summary>
    /// <exception cref="UserException">The environment's is too long.</exception>
    public static ClusterName Of(BuildEnvironment environment) => IsValid(environment.Key)
        ? new(environment.Key)
        : throw new UserException($"{environment} is too long for the name of a cluster, in whose folder sockets have to be; give it a shorter one: --cluster NAME");

    public static bool IsValid(string text) => text.Length <= Most && Pattern().IsMatch(text) && !text.Contains("..");

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Pattern();
}
