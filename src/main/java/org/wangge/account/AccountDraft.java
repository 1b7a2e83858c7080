package org.wangge.account;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.shared.PhoneNumbers;
import org.wangge.shared.Role;
import org.wangge.shared.Texts;

/**
 * What an administrator says of a person; everything that may be changed later too.
 *
 * @param externalSubject null says nothing of it, empty that there is none
 * @param grids the person answers for, all of them; null says nothing of them
 */
public record AccountDraft(
        String username,
        String name,
        @Nullable String phone,
        Set<Role> roles,
        List<String> scopes,
        @Nullable String officeCode,
        Set<String> departments,
        @Nullable String locale,
        @Nullable String externalSubject,
        @Nullable List<GridDuty> grids) {

    /** Texts as they are kept. */
    public AccountDraft {
        username = Texts.line(username);
        name = Texts.line(name);
        phone = phone == null || phone.isBlank() ? null : PhoneNumbers.kept(phone);
    }

    /** With this telephone where somebody who was not shown it sends back what was shown. */
    public AccountDraft unmasked(@Nullable String known) {
        return phone != null && PhoneNumbers.isMasked(phone) && phone.equals(PhoneNumbers.masked(known))
                ? new AccountDraft(
                        username, name, known, roles, scopes, officeCode, departments, locale, externalSubject, grids)
                : this;
    }

    /** That the person answers for a grid. */
    public record GridDuty(String code, ResponsibleWorker.Duty duty) {}
}
