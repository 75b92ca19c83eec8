// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.earnings;

import haulout.home.EarningsBar;
import haulout.home.EarningsReport;
import haulout.home.Payout;
import haulout.ui.text.Amount;
import haulout.ui.text.Words;

/// Everything that was earned and paid, as comma-separated values (RFC 4180), amounts to the last
/// digit, times in UTC.
final class EarningsCsv {
    private static final String HEAD =
            "kind,epoch,time_utc,storing_wal,commission_wal,paid_wal,final,note\r\n";

    private EarningsCsv() {}

    static String of(EarningsReport report, Words words) {
        StringBuilder csv = new StringBuilder(HEAD);
        for (EarningsBar bar : report.bars()) {
            csv.append("earned,")
                    .append(bar.epoch())
                    .append(',')
                    .append(bar.start())
                    .append(',')
                    .append(Amount.plain(bar.storing()))
                    .append(',')
                    .append(Amount.plain(bar.commission()))
                    .append(",,")
                    .append(bar.isFinal() ? "yes" : "no")
                    .append(',')
                    .append(quoted(bar.mark().map(words::say).orElse("")))
                    .append("\r\n");
        }
        for (Payout payout : report.payouts()) {
            csv.append("paid,,")
                    .append(payout.at())
                    .append(",,,")
                    .append(Amount.plain(payout.frost()))
                    .append(",yes,")
                    .append(quoted(words.say(payout.receipt())))
                    .append("\r\n");
        }
        return csv.toString();
    }

    /// Text that no table program takes for a formula.
    private static String quoted(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
