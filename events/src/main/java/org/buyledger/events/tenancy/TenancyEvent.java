package org.buyledger.events.tenancy;

import org.buyledger.events.Event;

/** What can happen to a tenant and to those who have access to it. */
public sealed interface TenancyEvent extends Event permits TenantEvent, PrincipalEvent, UserEvent {}
