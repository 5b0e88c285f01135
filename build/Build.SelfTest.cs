using CephBuildEnv;
using CephBuildEnv.SelfTesting;
using Nuke.Common;
using Serilog;

/// <summary>This project's own tests.</summary>
sealed partial class BuildScript
{
    Target SelfTest => _ => _
        .Description("Runs this project's own tests, everything they need included; prints the count of passed and failed last.")
        .Executes(async () =>
        {
            var tests = new SelfTest(Checkout, line => Log.Information("{Line:l}", line), Console.Error.WriteLine);
            var count = await tests.RunAsync(_interruption.Token);
            Console.WriteLine(count.Result);
            if (count.Failed > 0)
                throw new UserException($"{count.Failed} tests failed; their evidence: artifacts/tests");
        });
}
