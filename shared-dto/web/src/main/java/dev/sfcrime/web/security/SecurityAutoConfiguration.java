package dev.sfcrime.web.security;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Closes a service's doors as far as its settings ask for, and at least as far as its address demands. The filters come
 * in the order in which they stand here: what is cheap to refuse is refused first.
 */
@AutoConfiguration(
        before = {
            UserDetailsServiceAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityAutoConfiguration {
    /** All that Swagger UI needs; its styles are partly in its elements. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    Doors doors(
            SecurityProperties settings,
            ObjectProvider<ServerProperties> server,
            ObjectProvider<ManagementServerProperties> management) {
        return Doors.of(
                settings,
                Exposure.of(
                        server.getIfAvailable(ServerProperties::new),
                        management.getIfAvailable(ManagementServerProperties::new)));
    }

    /** In the place of Spring Boot's, which would have a user with a password of its own making. */
    @Bean
    AuthenticationManager whoIsKnown(SecurityProperties settings, Doors doors) {
        return doors.knowsAnybody() ? doors.authentication(settings) : new ProviderManager(new NobodyIsKnown());
    }

    /** Requests are timed as a whole: to time each filter too takes a third of a small answer's processor time. */
    @Bean
    SecurityObservationSettings loginsAlone() {
        return SecurityObservationSettings.withDefaults()
                .shouldObserveRequests(false)
                .shouldObserveAuthorizations(false)
                .build();
    }

    @Bean
    SecurityFilterChain filters(
            HttpSecurity http, SecurityProperties settings, Doors doors, AuthenticationManager whoIsKnown) {
        http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityAutoConfiguration::headers);
        addLimits(http, settings, doors);
        if (doors.origins().isEmpty()) {
            http.cors(AbstractHttpConfigurer::disable);
        } else {
            http.cors(cors -> cors.configurationSource(pagesOf(doors.origins())));
        }
        if (doors.knowsAnybody()) {
            Refusals refusals = new Refusals(!doors.users().isEmpty(), doors.tokens());
            addLogins(http, doors, whoIsKnown, refusals);
            http.exceptionHandling(
                            failed -> failed.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                    .authorizeHttpRequests(requests -> authorize(requests, settings));
        } else {
            http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        }
        return http.build();
    }

    /**
     * For services whose paths hold free text. No rule goes by what such a path would be if it were decoded: who may do what
     * depends on the method alone, and what is encoded never separates anything.
     */
    @Bean
    @ConditionalOnProperty("sfcrime.security.free-text-in-paths")
    HttpFirewall pathsWithFreeText() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowSemicolon(true);
        return firewall;
    }

    @Bean
    RejectedParameters rejectedParameters() {
        return new RejectedParameters();
    }

    @Bean
    DocumentedRefusals documentedRefusals(Doors doors) {
        return new DocumentedRefusals(doors);
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new CachingRules());
    }

    private static void addLimits(HttpSecurity http, SecurityProperties settings, Doors doors) {
        Class<? extends jakarta.servlet.Filter> last = HeaderWriterFilter.class;
        if (settings.requestsPerSecond() > 0) {
            http.addFilterAfter(new RequestRateFilter(settings.requestsPerSecond()), last);
            last = RequestRateFilter.class;
        }
        if (doors.checksHosts()) {
            http.addFilterAfter(new HostFilter(doors.hosts()), last);
            last = HostFilter.class;
        }
        http.addFilterAfter(new CrossSiteFilter(doors.origins()), last);
        http.addFilterAfter(
                new BodyLimitFilter(settings.maxBody().toBytes(), settings.bodyTimeout()), CrossSiteFilter.class);
    }

    private static UrlBasedCorsConfigurationSource pagesOf(Set<String> origins) {
        CorsConfiguration pages = new CorsConfiguration();
        pages.setAllowedOrigins(List.copyOf(origins));
        // a page brings its credentials itself; those that the browser keeps are not for it
        pages.setAllowCredentials(false);
        pages.setAllowedMethods(List.of(CorsConfiguration.ALL));
        pages.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        pages.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER));
        pages.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", pages);
        return everywhere;
    }

    private static void addLogins(HttpSecurity http, Doors doors, AuthenticationManager manager, Refusals refusals) {
        if (!doors.users().isEmpty()) {
            http.addFilter(new BasicAuthenticationFilter(manager, refusals));
        }
        if (doors.tokens()) {
            BearerTokenAuthenticationFilter tokens = new BearerTokenAuthenticationFilter(manager);
            tokens.setAuthenticationEntryPoint(refusals);
            tokens.setAuthenticationFailureHandler(refusals::commence);
            http.addFilter(tokens);
        }
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            SecurityProperties settings) {
        String viewer = Role.VIEWER.name();
        String operator = Role.OPERATOR.name();
        // what goes on with a request that was let in
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll();
        if (settings.openHealth()) {
            requests.requestMatchers(EndpointRequest.to("health")).permitAll();
        }
        if (settings.openPrometheus()) {
            requests.requestMatchers(EndpointRequest.to("prometheus")).permitAll();
        }
        // whatever else somebody exposes may show more than figures
        requests.requestMatchers(EndpointRequest.toAnyEndpoint().excluding("health", "info", "prometheus"))
                .hasRole(operator)
                .requestMatchers(HttpMethod.GET)
                .hasAnyRole(viewer, operator)
                .requestMatchers(HttpMethod.HEAD)
                .hasAnyRole(viewer, operator)
                .anyRequest()
                .hasRole(operator);
    }
}
