namespace Nuke.Common.TestBuilds;

public sealed class StaticFailureBuild : NukeBuild
{
    private static readonly string Value = Environment.GetEnvironmentVariable("WHICH") is { } ? throw new UserError("static state is not there") : "";

    public static int Run() => Execute<StaticFailureBuild>(x => x.Show);

    public Target Show => _ => _.Executes(() => Console.WriteLine(_value));

    private readonly string _value = Value;
}
