using System.Runtime.InteropServices;

namespace Nuke.Common.TestBuilds;

public sealed class SignalBuild : NukeBuild
{
    public static int Run() => Execute<SignalBuild>(x => x.AfterSleepy);

    private readonly CancellationTokenSource _cancelled = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public Target AfterSleepy => _ => _.DependsOn(Sleepy).Executes(() => Console.WriteLine("after"));

    public Target Assured => _ => _.AssuredAfterFailure().TriggeredBy(Sleepy, Stubborn).Executes(() => Console.WriteLine("cleaned up"));

    public Target Sleepy => _ => _.Executes(async () =>
    {
        Console.WriteLine("ready");
        await Task.Delay(TimeSpan.FromSeconds(20), _cancelled.Token);
    });

    public Target Stubborn => _ => _.Executes(() =>
    {
        Console.WriteLine("ready");
        Thread.Sleep(TimeSpan.FromSeconds(20));
    });

    protected override void OnBuildInitialized()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                _cancelled.Cancel();
            }));
        }
    }
}
