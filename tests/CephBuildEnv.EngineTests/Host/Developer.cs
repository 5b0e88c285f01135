namespace CephBuildEnv.EngineTests.Host;

/// <summary>A user who is not root.</summary>
public static class Developer
{
    public const int Id = 12345;
    public const string Name = "developer";
    public const string Home = "/home/developer";

    /// <summary>Makes the user, with a home, unless there is one already.</summary>
    public static void Ensure()
    {
        if (!Checkout.ReadLines("getent", "passwd").Any(line => line.StartsWith($"{Name}:")))
            Checkout.Read("useradd", "--uid", $"{Id}", "--create-home", "--shell", "/bin/bash", Name);
    }

    /// <summary>The words before a command that make the user run it.</summary>
    public static string[] Runs(bool withGroups) =>
    [
        "setpriv", $"--reuid={Id}", $"--regid={Id}", withGroups ? "--init-groups" : "--clear-groups",
        "env", $"HOME={Home}", $"USER={Name}", $"LOGNAME={Name}",
    ];

    public static Outcome Build(bool withGroups, string folder, string arguments)
    {
        using var command = new RunningCommand([.. Runs(withGroups), "./build.sh", .. arguments.Split(' ')], folder);
        return command.Wait(Checkout.Patience);
    }
}
