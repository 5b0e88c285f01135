namespace CephBuildEnv.Engines;

/// <summary>The arguments that all engines spell alike.</summary>
internal static class CommandLine
{
    /// <summary>Build arguments, labels and tag, sorted, and the context on standard input.</summary>
    public static IEnumerable<string> Build(ImageBuild build) =>
    [
        .. build.Arguments.SelectMany(pair => new[] { "--build-arg", $"{pair.Key}={pair.Value}" }),
        .. build.Labels.SelectMany(pair => new[] { "--label", $"{pair.Key}={pair.Value}" }),
        "--file", ImageBuild.Dockerfile,
        "--tag", build.Tag,
        "-",
    ];

    public static IEnumerable<string> Exec(ContainerCommand command) =>
    [
        "--interactive",
        .. command.OnTerminal ? ["--tty"] : Array.Empty<string>(),
        "--user", ContainerSpec.User,
        .. command.Environment.SelectMany(pair => new[] { "--env", $"{pair.Key}={pair.Value}" }),
        command.Container,
        .. command.Arguments,
    ];

    public static IEnumerable<string> RunOnTerminal(ContainerSpec container, string? userNamespace) =>
    [
        "--interactive", "--tty", "--init", "--pull=never",
        // As when a terminal goes away: a shell does not end for less.
        "--stop-signal", "HUP",
        "--name", container.Name,
        "--user", ContainerSpec.User,
        .. userNamespace is null ? [] : new[] { "--userns", userNamespace },
        "--hostname", container.Hostname,
        "--add-host", $"{container.Hostname}:127.0.0.1",
        "--pids-limit", $"{ContainerSpec.Processes}",
        .. container.Memory is { } memory ? ["--memory", $"{memory}b", "--memory-swap", $"{memory}b"] : Array.Empty<string>(),
        "--security-opt", "label=disable",
        .. container.NoNewPrivileges ? ["--security-opt", "no-new-privileges"] : Array.Empty<string>(),
        .. container.Labels.SelectMany(pair => new[] { "--label", $"{pair.Key}={pair.Value}" }),
        .. container.Environment.SelectMany(pair => new[] { "--env", $"{pair.Key}={pair.Value}" }),
        .. container.Mounts.SelectMany(mount => new[] { "--volume", mount.ToString() }),
        .. container.Entrypoint.Length > 0 ? ["--entrypoint", container.Entrypoint[0]] : Array.Empty<string>(),
        container.Image,
        .. container.Entrypoint.Skip(1),
        .. container.Arguments,
    ];
}
