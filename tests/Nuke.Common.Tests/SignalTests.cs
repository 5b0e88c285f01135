using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class SignalTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    // A closed terminal is told by the kernel and by the shell, a program under timeout(1) as itself and in its group.
    [InlineData("HUP", "HUP")]
    [InlineData("HUP", "TERM")]
    [InlineData("TERM", "TERM")]
    [InlineData("INT", "INT")]
    public void A_signal_lets_the_target_end_and_assured_targets_run(params string[] signals)
    {
        using var workspace = new Workspace("signals");
        using var process = Start(workspace, "after-sleepy");

        foreach (var signal in signals)
            Send(process, signal);
        var outcome = Workspace.Wait(process);

        outcome.ExitCode.ShouldBe(130);
        outcome.Output.ShouldBe("cleaned up\n");
        outcome.Table.ShouldBe(["Sleepy Aborted", "Assured Succeeded", "AfterSleepy NotRun"]);
        outcome.Errors.ShouldContain("Interrupted; stopping...\n");
        outcome.Errors.ShouldNotContain("[ERR]");
        outcome.Errors.ShouldEndWith("\nBuild interrupted.\n");
    }

    [Fact]
    public void A_second_Ctrl_C_ends_the_process_at_once()
    {
        using var workspace = new Workspace("signals");
        using var process = Start(workspace, "stubborn");

        Send(process, "INT");
        Thread.Sleep(300);
        Send(process, "INT");
        var outcome = Workspace.Wait(process);

        outcome.ExitCode.ShouldBe(130);
        outcome.Table.ShouldBe(["Stubborn Aborted", "Assured NotRun"]);
        outcome.Errors.ShouldEndWith("\nBuild interrupted.\n");
    }

    private static Process Start(Workspace workspace, string target)
    {
        var process = workspace.Start([], target);
        process.StandardOutput.ReadLine().ShouldBe("ready");
        return process;
    }

    private static void Send(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
