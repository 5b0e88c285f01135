namespace CephBuildEnv.EngineTests.Host;

/// <summary>The checkout under test, and the way in: <c>./build.sh</c>.</summary>
public static class Checkout
{
    /// <summary>More than any single command takes on a slow machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Runs <c>./build.sh</c> with arguments that are separated by blanks.</summary>
    public static Outcome Build(string arguments) => Build(arguments.Split(' '));

    public static Outcome Build(IReadOnlyList<string> arguments, params (string Name, string Value)[] environment)
    {
        using var command = Start(arguments, environment);
        return command.Wait(Patience);
    }

    public static RunningCommand Start(string arguments) => Start(arguments.Split(' '));

    public static RunningCommand Start(IReadOnlyList<string> arguments, params (string Name, string Value)[] environment) =>
        new(["./build.sh", .. arguments], Folder, environment.ToDictionary(variable => variable.Name, variable => variable.Value));

    /// <summary>Runs a tool of the host.</summary>
    public static Outcome Run(params string[] command)
    {
        using var running = new RunningCommand(command, Folder);
        return running.Wait(Patience);
    }

    /// <summary>Runs a tool that must succeed; returns its standard output.</summary>
    public static string Read(params string[] command) => Run(command).ShouldSucceed().Output.TrimEnd('\n');

    public static string[] ReadLines(params string[] command) => Read(command).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "build.sh"))
        ? folder.TrimEnd('/')
        : Find(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("the tests do not lie in a checkout"));
}
